using TypedDynamo.Benchmarks.Workloads;
using WebLog;

namespace TypedDynamo.Benchmarks.Decoding;

/// <summary>Copies items with all that they hold: what any reader must allocate.</summary>
internal static class Clones
{
    public static Order Of(Order order)
    {
        var tags = new HashSet<string>(order.Tags.Count);
        foreach (string tag in order.Tags)
        {
            tags.Add(Of(tag));
        }

        Address address = order.Address!;
        return new Order
        {
            CustomerId = Of(order.CustomerId),
            OrderId = Of(order.OrderId),
            Title = Of(order.Title),
            Description = Of(order.Description),
            Quantity = order.Quantity,
            Price = order.Price,
            CreatedAt = order.CreatedAt,
            Active = order.Active,
            Tags = tags,
            Address = new Address
            {
                Street = Of(address.Street),
                City = Of(address.City),
                Zip = Of(address.Zip),
                Latitude = address.Latitude,
                Longitude = address.Longitude,
            },
            Scores = [.. order.Scores],
            Payload = [.. order.Payload],
            Status = Of(order.Status),
        };
    }

    public static LogRow Of(LogRow row) => row with
    {
        Key = Of(row.Key),
        Host = Of(row.Host),
        TimeZone = Of(row.TimeZone),
        Method = Of(row.Method),
        Url = Of(row.Url),
        UserAgent = Of(row.UserAgent),
        Shard = Of(row.Shard),
        CodeDateHour = Of(row.CodeDateHour),
    };

    private static string Of(string text) => new(text.AsSpan());
}

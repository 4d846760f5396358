using System.Globalization;
using Amazon.DynamoDBv2.Model;
using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>What a user of the AWS SDK's low-level client writes for his items.</summary>
/// <remarks>Number text is made and read with the invariant culture, as code that is to run everywhere does.</remarks>
internal static class HandMapping
{
    public static Dictionary<string, AttributeValue> KeyOf(Order order) => new()
    {
        ["pk"] = new(order.CustomerId),
        ["sk"] = new(order.OrderId),
    };

    public static Dictionary<string, AttributeValue> ToAttributes(Order order) => new()
    {
        ["pk"] = new(order.CustomerId),
        ["sk"] = new(order.OrderId),
        ["title"] = new(order.Title),
        ["description"] = new(order.Description),
        ["quantity"] = Number(order.Quantity),
        ["price"] = new() { N = order.Price.ToString(CultureInfo.InvariantCulture) },
        ["createdAt"] = Number(order.CreatedAt),
        ["active"] = new() { BOOL = order.Active },
        ["tags"] = new() { SS = [.. order.Tags] },
        ["address"] = new()
        {
            M = new()
            {
                ["street"] = new(order.Address!.Street),
                ["city"] = new(order.Address.City),
                ["zip"] = new(order.Address.Zip),
                ["lat"] = new() { N = order.Address.Latitude.ToString("R", CultureInfo.InvariantCulture) },
                ["lng"] = new() { N = order.Address.Longitude.ToString("R", CultureInfo.InvariantCulture) },
            },
        },
        ["scores"] = new() { L = order.Scores.ConvertAll(score => Number(score)) },
        ["payload"] = new() { B = new MemoryStream(order.Payload) },
        ["status"] = new(order.Status),
    };

    public static Order ToOrder(Dictionary<string, AttributeValue> attributes)
    {
        Dictionary<string, AttributeValue> address = attributes["address"].M;
        return new Order
        {
            CustomerId = attributes["pk"].S,
            OrderId = attributes["sk"].S,
            Title = attributes["title"].S,
            Description = attributes["description"].S,
            Quantity = Int32(attributes["quantity"]),
            Price = decimal.Parse(attributes["price"].N, CultureInfo.InvariantCulture),
            CreatedAt = Int64(attributes["createdAt"]),
            Active = attributes["active"].BOOL ?? false,
            Tags = [.. attributes["tags"].SS],
            Address = new Address
            {
                Street = address["street"].S,
                City = address["city"].S,
                Zip = address["zip"].S,
                Latitude = double.Parse(address["lat"].N, CultureInfo.InvariantCulture),
                Longitude = double.Parse(address["lng"].N, CultureInfo.InvariantCulture),
            },
            Scores = attributes["scores"].L.ConvertAll(Int32),
            Payload = attributes["payload"].B.ToArray(),
            Status = attributes["status"].S,
        };
    }

    public static Dictionary<string, AttributeValue> ToAttributes(LogRow row) => new()
    {
        ["PK"] = new(row.Key),
        ["requestid"] = Number(row.RequestId),
        ["host"] = new(row.Host),
        ["date"] = new(row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ["hourofday"] = Number(row.HourOfDay),
        ["timezone"] = new(row.TimeZone),
        ["method"] = new(row.Method),
        ["url"] = new(row.Url),
        ["responsecode"] = Number(row.ResponseCode),
        ["bytessent"] = Number(row.BytesSent),
        ["useragent"] = new(row.UserAgent),
        ["GSI_1_PK"] = new(row.Shard),
        ["GSI_1_SK"] = new(row.CodeDateHour),
    };

    public static LogRow ToLogRow(Dictionary<string, AttributeValue> attributes) => new()
    {
        Key = attributes["PK"].S,
        RequestId = Int64(attributes["requestid"]),
        Host = attributes["host"].S,
        Date = DateOnly.ParseExact(attributes["date"].S, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        HourOfDay = Int32(attributes["hourofday"]),
        TimeZone = attributes["timezone"].S,
        Method = attributes["method"].S,
        Url = attributes["url"].S,
        ResponseCode = Int32(attributes["responsecode"]),
        BytesSent = BytesSentOf(attributes),
        UserAgent = attributes["useragent"].S,
        Shard = attributes["GSI_1_PK"].S,
        CodeDateHour = attributes["GSI_1_SK"].S,
    };

    public static long BytesSentOf(Dictionary<string, AttributeValue> attributes) => Int64(attributes["bytessent"]);

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static int Int32(AttributeValue value) => int.Parse(value.N, CultureInfo.InvariantCulture);

    private static long Int64(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}

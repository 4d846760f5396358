using System.Globalization;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>
/// The names and values of an expression that is put together as text, for the AWS SDK's own calls. Each mention has a placeholder of its
/// own.
/// </summary>
internal sealed class HandWrittenExpression
{
    public Dictionary<string, string> Names { get; } = [];

    public Dictionary<string, AttributeValue> Values { get; } = [];

    /// <summary>Writes a path: the names of attributes and entries, and the places of elements.</summary>
    public string Path(params object[] parts)
    {
        string text = "";
        foreach (object part in parts)
        {
            if (part is int index)
            {
                text += string.Create(CultureInfo.InvariantCulture, $"[{index}]");
                continue;
            }

            string placeholder = $"#name{Names.Count}";
            Names.Add(placeholder, (string)part);
            text += text.Length == 0 ? placeholder : "." + placeholder;
        }

        return text;
    }

    public string Value(AttributeValue value)
    {
        string placeholder = $":value{Values.Count}";
        Values.Add(placeholder, value);
        return placeholder;
    }

    public string Text(string value) => Value(new AttributeValue(value));

    public string Number(decimal value) => Value(StoredForm.Of(value));
}

/// <summary>Values as they are stored, put together by hand.</summary>
internal static class StoredForm
{
    public static AttributeValue Of(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Of(int value) => Of((decimal)value);

    public static AttributeValue Of(string value) => new(value);

    public static AttributeValue Of(bool value) => new() { BOOL = value };

    public static AttributeValue Of(byte[] bytes) => new() { B = new MemoryStream(bytes) };

    public static AttributeValue Of(DateTimeOffset time)
        => new(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

    public static AttributeValue Of(IEnumerable<string> set) => new() { SS = [.. set] };

    public static AttributeValue Of(IEnumerable<int> set)
        => new() { NS = [.. set.Select(value => value.ToString(CultureInfo.InvariantCulture))] };

    public static AttributeValue Of(Dictionary<string, string> map)
        => new() { M = map.ToDictionary(entry => entry.Key, entry => new AttributeValue(entry.Value)), IsMSet = true };

    public static AttributeValue List<T>(IEnumerable<T> list, Func<T, AttributeValue> element)
        => new() { L = [.. list.Select(element)], IsLSet = true };

    public static AttributeValue Of(BookingLine line) => new()
    {
        M = new()
        {
            ["Sku"] = new AttributeValue(line.Sku),
            ["Price"] = Of(line.Price),
            ["Count"] = Of(line.Count),
        },
    };

    public static AttributeValue Of(BookingAddress address)
    {
        var map = new Dictionary<string, AttributeValue> { ["City"] = new AttributeValue(address.City) };
        if (address.Zip is not null)
        {
            map.Add("Zip", new AttributeValue(address.Zip));
        }

        return new AttributeValue { M = map };
    }
}

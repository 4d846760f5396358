using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Writes all that an object holds as text, so that two objects can be compared: equal sets give equal text in any order.</summary>
internal static class ShapeText
{
    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        byte[] bytes => Convert.ToHexString(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        Memory<byte> bytes => Convert.ToHexString(bytes.Span),
        MemoryStream bytes => Convert.ToHexString(bytes.ToArray()),
        JsonDocument json => Describe(json.RootElement),
        JsonNode json => Describe(JsonSerializer.SerializeToElement(json)),
        JsonElement json => DescribeJson(json),
        DateOnly or TimeOnly or DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        decimal number => (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        bool or Enum or Guid or TimeSpan or IFormattable or Uri or Version or Type => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IDictionary map => Braces(map.Keys.Cast<object>().Select(key => $"{key}: {Describe(map[key])}").Order(StringComparer.Ordinal)),
        IEnumerable unordered when IsSet(unordered) || unordered is ConcurrentBag<int> => Braces(unordered.Cast<object?>().Select(Describe).Order(StringComparer.Ordinal)),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
        _ => value.GetType().Name + Braces(value.GetType().GetProperties()
            .Where(property => property.GetCustomAttribute<DynamoIgnoreAttribute>() is null)
            .Select(property => $"{property.Name} = {Describe(property.GetValue(value))}")),
    };

    public static bool IsSet(object value)
        => value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static string DescribeJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Braces(json.EnumerateObject().Select(property => $"{property.Name}: {Describe(property.Value)}").Order(StringComparer.Ordinal)),
        JsonValueKind.Array => $"[{string.Join(", ", json.EnumerateArray().Select(element => Describe(element)))}]",
        JsonValueKind.String => $"\"{json.GetString()}\"",
        _ => json.GetRawText(),
    };

    private static string Braces(IEnumerable<string> parts) => $"{{{string.Join(", ", parts)}}}";
}

using System.Collections;
using System.Globalization;
using System.Reflection;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Writes all that an object holds as text, so that two objects can be compared: equal sets give equal text in any order.</summary>
internal static class ShapeText
{
    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        decimal number => (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        bool or Enum or Guid or TimeSpan or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IDictionary map => Braces(map.Keys.Cast<object>().Select(key => $"{key}: {Describe(map[key])}").Order(StringComparer.Ordinal)),
        IEnumerable set when IsSet(set) => Braces(set.Cast<object?>().Select(Describe).Order(StringComparer.Ordinal)),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
        _ => value.GetType().Name + Braces(value.GetType().GetProperties()
            .Where(property => property.GetCustomAttribute<DynamoIgnoreAttribute>() is null)
            .Select(property => $"{property.Name} = {Describe(property.GetValue(value))}")),
    };

    public static bool IsSet(object value)
        => value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static string Braces(IEnumerable<string> parts) => $"{{{string.Join(", ", parts)}}}";
}

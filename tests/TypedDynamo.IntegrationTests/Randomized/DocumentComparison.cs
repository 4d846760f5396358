using System.Collections;
using System.Globalization;
using System.Reflection;
using Amazon.DynamoDBv2.DocumentModel;
using TypedDynamo.IntegrationTests.Items;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Compares an object with what the AWS SDK's document model reads from the item that holds it.</summary>
internal static class DocumentComparison
{
    public static void ShouldHold(DynamoDBEntry entry, object? value, string path)
    {
        switch (value)
        {
            case null:
                entry.ShouldBeOfType<DynamoDBNull>(path);
                break;
            case string or char or Guid or DateOnly or TimeOnly or DateTime or DateTimeOffset or Enum or Uri:
                entry.AsString().ShouldBe(Text(value), path);
                break;
            case bool:
                entry.ShouldBeOfType<DynamoDBBool>(path).Value.ShouldBe((bool)value);
                break;
            // An sbyte[] passes for a byte[].
            case byte[] bytes when value.GetType() == typeof(byte[]):
                entry.AsByteArray().ShouldBe(bytes, path);
                break;
            case IDictionary map:
                Document document = entry.ShouldBeOfType<Document>(path);
                document.Keys.ShouldBe(map.Keys.Cast<string>(), ignoreOrder: true, path);
                foreach (string key in map.Keys)
                {
                    ShouldHold(document[key], map[key], $"{path}.{key}");
                }

                break;
            case IEnumerable set when ShapeText.IsSet(set):
                entry.ShouldBeOfType<PrimitiveList>(path).Entries.Select(Text)
                    .ShouldBe(set.Cast<object>().Select(Text), ignoreOrder: true, path);
                break;
            case IEnumerable list:
                DynamoDBList elements = entry.ShouldBeOfType<DynamoDBList>(path);
                object?[] values = [.. list.Cast<object?>()];
                elements.Entries.Count.ShouldBe(values.Length, path);
                for (int i = 0; i < values.Length; i++)
                {
                    ShouldHold(elements.Entries[i], values[i], $"{path}[{i}]");
                }

                break;
            case TimeSpan or IFormattable:
                Text(entry.ShouldBeOfType<Primitive>(path)).ShouldBe(Text(value), path);
                break;
            default:
                ShouldHoldMembers(entry.ShouldBeOfType<Document>(path), value, path);
                break;
        }
    }

    private static void ShouldHoldMembers(Document document, object value, string path)
    {
        int count = 0;
        foreach (PropertyInfo property in value.GetType().GetProperties())
        {
            string name = AttributeName(property);
            object? member = property.GetValue(value);
            bool isAbsent = member is null || (ShapeText.IsSet(member) && !((IEnumerable)member).Cast<object>().Any());
            if (property.GetCustomAttribute<DynamoIgnoreAttribute>() is not null || isAbsent)
            {
                document.ShouldNotContainKey(name, path);
                continue;
            }

            ShouldHold(document[name], member, $"{path}.{name}");
            count++;
        }

        document.Count.ShouldBe(count, path);
    }

    /// <summary>The annotation of a positional record stands on the constructor's parameter.</summary>
    private static string AttributeName(PropertyInfo property)
    {
        ParameterInfo? parameter = property.DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(candidate => candidate.Name == property.Name);
        return (property.GetCustomAttribute<DynamoAttributeAttribute>() ?? parameter?.GetCustomAttribute<DynamoAttributeAttribute>())?.Name
            ?? property.Name;
    }

    /// <summary>The text of a primitive, so that numbers compare by value whatever wrote their digits.</summary>
    private static string Text(object value) => value switch
    {
        Primitive { Type: DynamoDBEntryType.Numeric } number => Number(number.AsString()),
        Primitive { Type: DynamoDBEntryType.Binary } binary => Convert.ToHexString(binary.AsByteArray()),
        Primitive primitive => primitive.AsString(),
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => Number(span.Ticks.ToString(CultureInfo.InvariantCulture)),
        string or char or Guid or Enum => value.ToString()!,
        _ => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
    };

    private static string Number(string text)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && value != 0
            ? (value / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
}

using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;

namespace TypedDynamo.Tests.Items;

/// <summary>Items of all ten wire types at random, nested some levels deep, empty collections among them.</summary>
internal static class RandomValues
{
    private const int Levels = 4;

    public static Arbitrary<Dictionary<string, AttributeValue>> Items() => Map(Value(Levels)).ToArbitrary();

    private static Gen<AttributeValue> Value(int levels)
    {
        Gen<AttributeValue>[] flat =
        [
            Text().Select(text => new AttributeValue { S = text }),
            Number().Select(number => new AttributeValue { N = number }),
            ArbMap.Default.GeneratorFor<bool>().Select(flag => new AttributeValue { BOOL = flag }),
            Gen.Constant(new AttributeValue { NULL = true }),
            Bytes().Select(bytes => new AttributeValue { B = bytes }),
            Some(Text()).Select(set => new AttributeValue { SS = set }),
            Some(Number()).Select(set => new AttributeValue { NS = set }),
            Some(Bytes()).Select(set => new AttributeValue { BS = set }),
        ];
        if (levels == 0)
        {
            return Gen.OneOf(flat);
        }

        Gen<AttributeValue> inner = Value(levels - 1);
        return Gen.OneOf(
        [
            .. flat,
            Some(inner).Select(list => new AttributeValue { L = list }),
            Map(inner).Select(map => new AttributeValue { M = map }),
        ]);
    }

    private static Gen<Dictionary<string, AttributeValue>> Map(Gen<AttributeValue> value)
        => Some(Text().Zip(value)).Select(members => members.DistinctBy(member => member.Item1).ToDictionary(member => member.Item1, member => member.Item2));

    private static Gen<List<T>> Some<T>(Gen<T> element)
        => Gen.Choose(0, 4).SelectMany(count => element.ArrayOf(count)).Select(array => array.ToList());

    // Text from everywhere in Unicode, quotes and control characters more often than chance has them.
    private static Gen<string> Text()
        => Gen.OneOf(
                Gen.Choose(0x20, 0x7e),
                Gen.Choose(0, 0x1f),
                Gen.Elements('"', '\\', '/', '\u2028', '\ufffd').Select(character => (int)character),
                Gen.Choose(0x80, 0xd7ff),
                Gen.Choose(0xe000, 0x10ffff))
            .Select(char.ConvertFromUtf32).ArrayOf().Select(string.Concat);

    private static Gen<string> Number()
        => ArbMap.Default.GeneratorFor<decimal>().Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Gen<MemoryStream> Bytes() => ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => new MemoryStream(bytes));
}

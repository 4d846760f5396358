using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>A model of random shape.</summary>
/// <param name="Item">The annotated type, whose other types hang below it.</param>
internal sealed record RandomModel(ObjectType Item)
{
    public string Source => string.Join("\n", Item.Declared.Select(type => type switch
    {
        EnumType declared => declared.Declaration,
        ObjectType declared => declared.Declare(declared == Item ? "[DynamoTable(\"items\")] " : ""),
        _ => throw new InvalidOperationException($"{type} declares nothing."),
    }));

    public override string ToString() => Source;
}

/// <summary>Makes models of random shape: types inside types, each member's type, name, accessor and nullability drawn by lot.</summary>
internal static class ModelGenerator
{
    private static readonly Gen<string> s_strings
        = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)));

    private static readonly ScalarType[] s_scalars =
    [
        Scalar("string", s_strings),
        Scalar("bool", ArbMap.Default.GeneratorFor<bool>(), canBeSetElement: false),
        Scalar("byte", ArbMap.Default.GeneratorFor<byte>()),
        Scalar("sbyte", ArbMap.Default.GeneratorFor<sbyte>()),
        Scalar("short", ArbMap.Default.GeneratorFor<short>()),
        Scalar("ushort", ArbMap.Default.GeneratorFor<ushort>()),
        Scalar("int", ArbMap.Default.GeneratorFor<int>()),
        Scalar("uint", ArbMap.Default.GeneratorFor<uint>()),
        Scalar("long", ArbMap.Default.GeneratorFor<long>()),
        Scalar("ulong", ArbMap.Default.GeneratorFor<ulong>()),
        Scalar("float", ArbMap.Default.GeneratorFor<float>().Where(float.IsFinite).Select(value => value == 0 ? 0 : value)),
        Scalar("double", ArbMap.Default.GeneratorFor<double>().Where(IsStored).Select(value => value == 0 ? 0 : value)),
        Scalar("decimal", ArbMap.Default.GeneratorFor<decimal>()),
        Scalar("Guid", ArbMap.Default.GeneratorFor<Guid>()),
        Scalar("DateTime", ArbMap.Default.GeneratorFor<DateTime>().Select(value => DateTime.SpecifyKind(value, DateTimeKind.Utc))),
        Scalar("DateTimeOffset", ArbMap.Default.GeneratorFor<DateTime>().Select(value => new DateTimeOffset(value.Ticks, TimeSpan.Zero))),
        Scalar("DateOnly", Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber)),
        Scalar("TimeSpan", ArbMap.Default.GeneratorFor<TimeSpan>()),
        Scalar("TimeOnly", ArbMap.Default.GeneratorFor<uint>().Select(ticks => new TimeOnly(ticks))),
        Scalar("char", Gen.Choose(0, 0xd7ff).Select(value => (char)value)),
        Scalar("nint", ArbMap.Default.GeneratorFor<int>().Select(value => (nint)value)),
        Scalar("Int128", ArbMap.Default.GeneratorFor<long>().Select(value => (Int128)value * 1_000_000_007)),
        Scalar("System.Numerics.BigInteger", ArbMap.Default.GeneratorFor<long>().Select(value => System.Numerics.BigInteger.Pow(value, 2))),
        Scalar("Uri", ArbMap.Default.GeneratorFor<Guid>().Select(value => new Uri($"https://é.example/{value}"))),
        Scalar("byte[]", ArbMap.Default.GeneratorFor<byte>().ArrayOf(), canBeSetElement: false),
    ];

    private static readonly string[] s_keywords = ["class", "sealed record", "struct", "record struct"];

    // Words that C# keeps for itself, and what DynamoDB, JSON and C# literals treat with care.
    private static readonly string[] s_attributeNames = ["a.b", "size", "#n", ":v", "quote\"", "back\\slash", "line\nbreak", "ключ", "😀", "{{x}}", " "];

    public static Gen<RandomModel> Models { get; } = Gen.Sized(size => new Builder().Item(Math.Max(size / 4, 3)));

    private static bool IsStored(double value) => value == 0 || Math.Abs(value) is >= 1E-130 and < 1E126;

    private static ScalarType Scalar<T>(string name, Gen<T> values, bool canBeSetElement = true)
        => new(name, typeof(T), values.Select(value => (object)value!), canBeSetElement);

    private static Gen<T[]> Sequence<T>(IEnumerable<Gen<T>> generators) => generators.Aggregate(
        Gen.Constant(Array.Empty<T>()),
        (before, next) => before.SelectMany(values => next.Select(value => values.Append(value).ToArray())));

    /// <summary>Numbers the types, for no two may have one name.</summary>
    private sealed class Builder
    {
        private int _types;

        public Gen<RandomModel> Item(int size)
        {
            var id = new ModelMember("Id", null, Scalar("string", ArbMap.Default.GeneratorFor<Guid>().Select(value => value.ToString())), false, "init", true)
            {
                Annotations = "[PartitionKey] ",
            };
            return
                from keyword in Gen.Elements("sealed class", "sealed record", "record struct", "struct")
                from count in Gen.Choose(1, size)
                from members in Members(count, size)
                select new RandomModel(new ObjectType("Item", keyword, IsPositional: false, [id, .. members]));
        }

        private Gen<ModelMember[]> Members(int count, int size) => Sequence(Enumerable.Range(0, count).Select(i => Member(i, size)));

        private Gen<ModelMember> Member(int number, int size) =>
            from type in Type(size)
            from isNullable in ArbMap.Default.GeneratorFor<bool>()
            from accessor in Gen.Elements("set", "init")
            from isRequired in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
            from odd in Gen.Frequency((4, Gen.Constant<string?>(null)), (1, Gen.Elements(s_attributeNames).Select(name => (string?)name)))
            select new ModelMember($"M{number}", odd is null ? null : $"{odd}{number}", type, isNullable, accessor, isRequired);

        private Gen<ModelType> Type(int size) => size <= 1
            ? Gen.Elements(s_scalars).Select(type => (ModelType)type)
            : Gen.Frequency(
                (6, Gen.Elements(s_scalars).Select(type => (ModelType)type)),
                (1, Enum()),
                (2, Collection(CollectionForm.Lists, size)),
                (2, Collection(CollectionForm.Maps, size)),
                (2, Set()),
                (2, Object(size)));

        private Gen<ModelType> Enum() => Gen.Choose(1, 5)
            .Select(count => (ModelType)new EnumType($"Enum{_types++}", [.. Enumerable.Range(0, count).Select(i => $"Member{i}")]));

        private Gen<ModelType> Collection(CollectionForm[] forms, int size) =>
            from form in Gen.Elements(forms)
            from element in Type(size / 2)
            from hasNulls in ArbMap.Default.GeneratorFor<bool>()
            select (ModelType)new CollectionType(form, element, hasNulls && !form.IsSet);

        private static Gen<ModelType> Set() =>
            from form in Gen.Elements(CollectionForm.Sets)
            from element in Gen.Elements(s_scalars.Where(type => type.CanBeSetElement))
            select (ModelType)new CollectionType(form, element, HasNullElements: false);

        private Gen<ModelType> Object(int size) =>
            from keyword in Gen.Elements(s_keywords)
            from isPositional in ArbMap.Default.GeneratorFor<bool>()
            from count in Gen.Choose(1, Math.Max(size / 2, 1))
            from members in Members(count, size / 2)
            select (ModelType)new ObjectType(
                $"Type{_types++}", keyword, isPositional && keyword.Contains("record", StringComparison.Ordinal), members);
    }
}

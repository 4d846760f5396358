using System.Reflection;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.ExpressionRules;

/// <summary>Conditions that DynamoDB would refuse, or that would not ask what they seem to.</summary>
public sealed class ConditionCompileFailTests : CompileFailTest
{
    /// <summary>DynamoDB refuses a function on an attribute of another type, or answers that nothing matches.</summary>
    public static TheoryData<string, string, string, string, string> Functions => new()
    {
        {
            Condition, "begins_with takes strings and binary data",
            """o.Views.BeginsWith("1")""", "CS1929", """o.Note.BeginsWith("1")"""
        },
        {
            Condition, "begins_with takes no date, whose text is no user's matter",
            """o.PlacedAt.BeginsWith("2026")""", "CS1929", "o.PlacedAt > DateTimeOffset.UnixEpoch"
        },
        {
            Condition, "begins_with takes no enum: a prefix of a name has no meaning",
            """o.Status.BeginsWith("O")""", "CS1929", "o.Status.In(OrderStatus.Open, OrderStatus.Paid)"
        },
        { Condition, "begins_with takes no bool", """o.IsPaid.BeginsWith("t")""", "CS1929", "o.IsPaid == true" },
        { Condition, "begins_with takes no list", """o.Lines.BeginsWith("x")""", "CS1929", """o.Lines[0].Sku.BeginsWith("x")""" },
        {
            Condition, "begins_with takes a prefix of the attribute's type",
            "o.Note.BeginsWith(1)", "CS1503", """o.Note.BeginsWith("1")"""
        },
        {
            Condition, "begins_with takes binary data for binary data",
            """o.Image.BeginsWith("x")""", "CS1929", "o.Image.BeginsWith(new byte[] { 1 })"
        },
        { Condition, "contains takes strings, sets and lists", "o.Views.Contains(1)", "CS1929", "o.Numbers.Contains(1)" },
        { Condition, "contains takes no date", """o.PlacedAt.Contains("2026")""", "CS1929", """o.Note.Contains("2026")""" },
        { Condition, "contains takes no enum", """o.Status.Contains("Op")""", "CS1929", "o.Status == OrderStatus.Open" },
        { Condition, "contains takes no map", """o.Labels.Contains("x")""", "CS1929", """o.Labels["x"].Exists()""" },
        { Condition, "contains takes an element of the set", "o.Tags.Contains(1)", "CS1503", """o.Tags.Contains("1")""" },
        { Condition, "contains takes an element of the list", """o.Scores.Contains("1")""", "CS1503", "o.Scores.Contains(1)" },
        { Condition, "size takes no number", "o.Views.Size() > 1", "CS0315", "o.Note.Size() > 1" },
        { Condition, "size takes no bool", "o.IsPaid.Size() > 1", "CS0315", "o.Tags.Size() > 1" },
        { Condition, "size is a number", "o.Note.Size() == \"3\"", "CS0019", "o.Note.Size() == 3" },
        { Condition, "size is no condition", "o.Note.Size()", "CS0029", "o.Note.Size() > 0" },
        {
            Condition, "attribute_type takes one of the ten types",
            """o.Note.IsType("S")""", "CS1503", "o.Note.IsType(AttributeType.String)"
        },
        { Condition, "IN takes values of the attribute's type", """o.Views.In("1", "2")""", "CS1503", "o.Views.In(1, 2)" },
        { Condition, "IN takes no attribute", "o.Views.In(o.Views)", "CS1503", "o.Views.In(1)" },
        { Condition, "BETWEEN takes two bounds", "o.Views.Between(1)", "CS7036", "o.Views.Between(1, 2)" },
        {
            Condition, "BETWEEN takes bounds of the attribute's type",
            """o.Views.Between("1", "2")""", "CS1503", "o.Views.Between(1, 2)"
        },
        { Condition, "BETWEEN takes scalars", """o.Tags.Between("a", "b")""", "CS1061", """o.Note.Between("a", "b")""" },
        {
            Condition, "a method of string is no function of DynamoDB",
            """o.Note.StartsWith("x")""", "CS1929", """o.Note.BeginsWith("x")"""
        },
        { Condition, "a property of string is none of DynamoDB's", "o.Note.Length == 1", "CS1061", "o.Note.Size() == 1" },
        {
            Condition, "DynamoDB has no parts of a date",
            "o.PlacedAt.Year == 2026", "CS1061", "o.PlacedAt >= DateTimeOffset.UnixEpoch"
        },
    };

    /// <summary>What DynamoDB never finds equal, does not order or cannot compute.</summary>
    public static TheoryData<string, string, string, string, string> Comparisons => new()
    {
        { Condition, "bools are not ordered", "o.IsPaid < true", "CS0019", "o.IsPaid == true" },
        { Condition, "lists are not ordered", "o.Scores > new List<int>()", "CS0019", "o.Scores.Size() > 0" },
        { Condition, "sets are not ordered", "o.Tags < new HashSet<string>()", "CS0019", "o.Tags.Size() < 1" },
        { Condition, "objects are not ordered", """o.Address >= new Address("x", "y")""", "CS0019", "o.Address.City >= \"x\"" },
        {
            Condition, "a list is compared as a whole by Is, never by reference",
            "o.Scores == new List<int>()", "CS0019", "o.Scores.Is(new List<int>())"
        },
        {
            Condition, "an object is compared as a whole by Is, never by reference",
            """o.Address == new Address("x", "y")""", "CS0019", """o.Address.Is(new Address("x", "y"))"""
        },
        { Condition, "a number is no string", "o.Views == \"1\"", "CS0019", "o.Views == 1" },
        { Condition, "a string is no number", "o.Note == 1", "CS0019", "o.Note == \"1\"" },
        { Condition, "a bool is no number", "o.IsPaid == 1", "CS0019", "o.IsPaid == false" },
        { Condition, "a binary floating-point number is rounded", "o.Total > 1.5", "CS0019", "o.Total > 1.5m" },
        { Condition, "a long may not fit", "o.Views == 1L", "CS0019", "o.Views == 1" },
        { Condition, "an enum is not another one", "o.Status == Other.A", "CS0019", "o.Status == OrderStatus.Open" },
        { Condition, "an enum is no text", "o.Status == \"Open\"", "CS0019", "o.Status == OrderStatus.Open" },
        { Condition, "an enum is no number", "o.Status == 1", "CS0019", "o.Status == OrderStatus.Paid" },
        { Condition, "a date is no text", "o.PlacedAt > \"2026\"", "CS0019", "o.PlacedAt > DateTimeOffset.UnixEpoch" },
        { Condition, "what may be null is no operand", "o.Views == maybe", "CS0019", "o.Views == maybe.GetValueOrDefault()" },
        { Condition, "null is no operand: what is absent is asked for", "o.Views == null", "CS0019", "o.Views.NotExists()" },
        { Condition, "null is no date", "o.ExpiresAt == null", "CS0019", "o.ExpiresAt.NotExists()" },
        { Condition, "null is no object", "o.Address == null", "CS0019", "o.Address.NotExists()" },
        { Condition, "null is no list", "o.Lines is null", "CS0037", "o.Lines.NotExists()" },
        { Condition, "attributes of two types are never equal", "o.Views == o.Note", "CS0019", "o.Sku == o.Note" },
        { Condition, "numbers of two types are not compared", "o.Views < o.Total", "CS0019", "o.Total < o.Discount" },
        { Condition, "DynamoDB does not compute in conditions", "o.Views + 1 > 2", "CS0019", "o.Views > 2 - 1" },
        {
            Condition, "DynamoDB does not compute in conditions, with two attributes neither",
            "o.Total - o.Discount > 2m", "CS0019", "o.Total > o.Discount"
        },
        { Condition, "the value stands at the right", "5 < o.Views", "CS0019", "o.Views > 5" },
        { Condition, "a chain of comparisons is two of them", "1 < o.Views < 5", "CS0019", "o.Views > 1 && o.Views < 5" },
    };

    /// <summary>DynamoDB alone knows whether a condition holds, and knows what is stored alone.</summary>
    public static TheoryData<string, string, string, string, string> Conditions => new()
    {
        {
            Condition, "a condition is no bool",
            "o.Views == 1 ? o.Note.Exists() : o.Note.NotExists()", "CS0619", "o.Views == 1 && o.Note.Exists() || o.Note.NotExists()"
        },
        { Condition, "a bool is no condition", "true", "CS0029", "o.Exists()" },
        {
            Condition, "a bool of C# is no part of a condition",
            "o.Views == 1 && flag", "CS0019", "flag ? o.Views == 1 : o.Views == 2"
        },
        {
            Condition, "a method of C# is no part of a condition",
            """o.Note.Exists() && string.IsNullOrEmpty("x")""", "CS0019", "o.Note.Exists() && o.Note.Size() > 0"
        },
        {
            Condition, "exclusive or is no operator of DynamoDB",
            "o.Views == 1 ^ o.Views == 2", "CS0019", "o.Views == 1 || o.Views == 2"
        },
        {
            Condition, "two conditions are not compared",
            "(o.Views == 1) == (o.Views == 2)", "CS0019", "o.Views == 1 && o.Views == 2"
        },
        { Condition, "an attribute that is no bool is no condition", "o.Note", "CS0029", "o.IsPaid" },
        { Condition, "an object is no condition", "o.Address", "CS0029", "o.Address.Exists()" },
        { Condition, "all attributes together are no condition", "o", "CS0029", "o.Exists()" },
        { Condition, "a condition assigns nothing", "o.Views = 1", "CS0200", "o.Views == 1" },
        { Condition, "a member of an object is not assigned either", "o.Address.City = \"x\"", "CS0200", "o.Address.City == \"x\"" },
        { Condition, "an attribute that is not stored is not known", "o.Display == \"x\"", "CS1061", "o.CustomerId == \"x\"" },
        {
            Condition, "a member of an object that is none is not known",
            "o.Address.Country == \"x\"", "CS1061", "o.Address.City == \"x\""
        },
        { Condition, "the elements of a list have numbers", """o.Lines["a"].Exists()""", "CS1503", "o.Lines[0].Exists()" },
        { Condition, "the entries of a map have names", "o.Labels[0] == \"x\"", "CS1503", "o.Labels[\"x\"] == \"x\"" },
        { Condition, "a set has no elements with numbers", "o.Tags[0] == \"x\"", "CS0021", """o.Tags.Contains("x")""" },
        { Condition, "elements are not counted from the end", "o.Lines[^1].Exists()", "CS1503", "o.Lines[1].Exists()" },
        { Condition, "a property of the list is none of DynamoDB's", "o.Lines.Count > 1", "CS1061", "o.Lines.Size() > 1" },
        { Condition, "LINQ is not DynamoDB's", "o.Lines.Any(l => l.Price > 1m)", "CS1061", "o.Lines[0].Price > 1m" },
        { Condition, "a token is not awaited", "async => o.Exists()", "CS1660", "o.Exists()" },
        {
            Condition, "the text of a token is not that of the attribute",
            "o.Note == o.Sku + \"x\"", "TDYN310", "o.Note == text + \"x\""
        },
        { Condition, "a token has no text", "o.Note == $\"{o.Views}\"", "TDYN310", "o.Note == views.ToString()" },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    [MemberData(nameof(Comparisons))]
    [MemberData(nameof(Conditions))]
    public Task DoesNotCompile(string context, string reason, string refused, string id, string accepted)
        => ShouldNotCompile(context, reason, refused, id, accepted);

    [Fact]
    public void TheModelCompiles() => s_run.Problems().ShouldBeEmpty();

    [Fact]
    public void AndAndOrEvaluateBothSides()
    {
        using var image = new MemoryStream();
        var run = GeneratorHarness.Run(Model + """


            public static class Use
            {
                private static int s_count;

                public static int Count()
                {
                    var o = OrderTable.Attributes;
                    ItemCondition conditions = Seen(o.Views == 1) && Seen(o.Note.Exists()) || Seen(o.Note == "x") && !Seen(o.Views > 5);
                    ItemCondition bools = Seen(o.IsPaid) && Seen(o.IsPaid) || !Seen(o.IsPaid);
                    ItemCondition both = Seen(o.IsPaid) || Seen(o.Views == 1) && Seen(o.IsPaid);
                    ItemCondition none = Seen(default(ItemCondition)) && Seen(o.IsPaid) || Seen(default(ItemCondition));
                    return s_count;
                }

                private static T Seen<T>(T part)
                {
                    s_count++;
                    return part;
                }
            }
            """);
        run.Problems().ShouldBeEmpty();
        run.Output.Emit(image).Success.ShouldBeTrue();

        Assembly.Load(image.ToArray()).GetType("Shop.Use")!.GetMethod("Count")!.Invoke(null, null).ShouldBe(4 + 3 + 3 + 3);
    }
}

namespace TypedDynamo.Generators.Tests.ExpressionRules;

/// <summary>Updates that DynamoDB would refuse, and values that may be null.</summary>
public sealed class UpdateCompileFailTests : CompileFailTest
{
    /// <summary>DynamoDB changes no key, computes once in an assignment, and has its actions for some types alone.</summary>
    public static TheoryData<string, string, string, string, string> Updates => new()
    {
        { Update, "the partition key of an item is not changed", """o.CustomerId = "x";""", "CS1061", """o.Note = "x";""" },
        { Update, "the sort key of an item is not changed", "o.PlacedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "the version is counted by the library", "o.Version += 1;", "CS1061", "o.Views += 1;" },
        { Update, "the time of creation is set by the library", "o.CreatedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "the time of the last change is set by the library", "o.UpdatedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "what is not stored is not changed", """o.Display = "x";""", "CS1061", """o.Note = "x";""" },
        { Update, "++ is an addition of one, which is written so", "o.Views++;", "CS0023", "o.Views += 1;" },
        { Update, "an assignment adds once", "o.Views = o.Views + 1 + 2;", "CS0019", "o.Views = o.Views + 3;" },
        { Update, "an assignment adds once, also behind +=", "o.Views += o.Views + 1;", "CS0619", "o.Views += 1;" },
        { Update, "DynamoDB does not multiply", "o.Views *= 2;", "CS0019", "o.Views += 2;" },
        { Update, "DynamoDB does not divide", "o.Total = o.Total / 2m;", "CS0019", "o.Total = o.Total - 2m;" },
        { Update, "strings are not added", """o.Note += "x";""", "TDYN310", """o.Note = "x";""" },
        { Update, "enums are not added", "o.Status += 1;", "CS0019", "o.Status = OrderStatus.Paid;" },
        {
            Update, "points in time are not added",
            "o.ExpiresAt += TimeSpan.FromDays(1);", "CS0019", "o.ExpiresAt = at + TimeSpan.FromDays(1);"
        },
        { Update, "a value has the attribute's type", """o.Views = "1";""", "CS0029", "o.Views = 1;" },
        { Update, "an enum is not another one", "o.Status = Other.A;", "CS0029", "o.Status = OrderStatus.Open;" },
        { Update, "a binary floating-point number is rounded", "o.Total = 1.5;", "CS0029", "o.Total = 1.5m;" },
        { Update, "what must be there is not null", "o.Views = null;", "CS0037", "o.Counter = null;" },
        { Update, "what may be null is no value of what must be there", "o.Views = maybe;", "CS0266", "o.Counter = maybe;" },
        { Update, "attributes of two types are not assigned", "o.Views = o.Note;", "CS0029", "o.Discount = o.Total;" },
        { Update, "numbers of two types are not assigned", "o.Views = o.Total;", "CS0029", "o.Discount = o.Total;" },
        { Update, "an update reads nothing: its tokens are no values", "int views = o.Views;", "CS0029", "o.Views = views;" },
        {
            Update, "an update asks nothing: its tokens are not compared",
            "if (o.Views == 1) { o.Views = 2; }", "CS0019", "if (views == 1) { o.Views = 2; }"
        },
        {
            Update, "an update has no functions of conditions",
            """o.Note = o.Note.Exists() ? "x" : "y";""", "CS0315", """o.Note = o.Note.IfNotExists("y");"""
        },
        {
            Update, "if_not_exists has a value of the attribute's type",
            "o.Note = o.Note.IfNotExists(1);", "CS1503", """o.Note = o.Note.IfNotExists("1");"""
        },
        {
            Update, "if_not_exists takes no sum",
            "o.Views = o.Views.IfNotExists(o.Counter.IfNotExists(0) + 1);", "CS1503", "o.Views = o.Views.IfNotExists(0) + 1;"
        },
        {
            Update, "the type of a new object is written out, for the token is none",
            """o.Address = new("x", "y");""", "CS1729", """o.Address = new Address("x", "y");"""
        },
        { Update, "an interface is assigned by Set, for C# converts none", "o.Lines = lines;", "CS0029", "o.Lines.Set(lines);" },
        { Update, "a collection has elements of its type", """o.Scores = ["a"];""", "CS0029", "o.Scores = [1];" },
        { Update, "a set has elements of its type", "o.Tags.Add(1);", "CS1503", """o.Tags.Add("1");""" },
        { Update, "ADD takes numbers and sets", """o.Note.Add("x");""", "CS1061", """o.Tags.Add("x");""" },
        { Update, "ADD takes no list", "o.Scores.Add(1);", "CS1061", "o.Scores.Append(1);" },
        { Update, "DELETE takes sets", "o.Scores.Delete(1);", "CS1061", "o.Numbers.Delete(1);" },
        { Update, "list_append takes lists", """o.Tags.Append("x");""", "CS1929", "o.Scores.Append(1);" },
        { Update, "a set has no elements with numbers", """o.Tags[0] = "x";""", "CS0021", "o.Scores[0] = 1;" },
        { Update, "elements are not counted from the end", "o.Scores[^1] = 1;", "CS1503", "o.Scores[1] = 1;" },
        {
            Update, "an operand that is dropped changes nothing",
            """o.Note.IfNotExists("x");""", "TDYN305", """o.Note = o.Note.IfNotExists("x");"""
        },
        { Update, "a sum that is dropped changes nothing", "_ = o.Views + 1;", "TDYN305", "o.Views = o.Views + 1;" },
        { Update, "an update returns nothing", "return o.Views;", "CS8030", "return;" },
        {
            Update, "the text of a token is not that of the attribute",
            """o.Note = o.Status + "x";""", "TDYN310", """o.Note = OrderStatus.Open + "x";"""
        },
        {
            Update, "the text of a token is not that of the attribute, in an interpolation neither",
            """o.Note = $"{o.Views} views";""", "TDYN310", """o.Note = $"{views} views";"""
        },
    };

    /// <summary>Nothing is equal to null in DynamoDB. The compiler warns where C# knows that a value may be null.</summary>
    public static TheoryData<string, string, string, string, string> Nulls => new()
    {
        { Condition, "null is no operand: what is absent is asked for", "o.Note == null", "CS8625", "o.Note.NotExists()" },
        { Condition, "what may be null is no operand", "o.Note == text", "CS8604", """o.Note == (text ?? "")""" },
        { Condition, "null is no prefix", "o.Note.BeginsWith(null)", "CS8625", """o.Note.BeginsWith("")""" },
        { Condition, "null is no element", "o.Tags.Contains(null)", "CS8625", """o.Tags.Contains("")""" },
        { Condition, "null is no bound", """o.Note.Between(text, "b")""", "CS8604", """o.Note.Between("a", "b")""" },
        { Update, "what is required is not null", "o.Sku = null;", "CS8625", "o.Note = null;" },
        { Update, "what is required is not what may be null", "o.Sku = text;", "CS8604", "o.Note = text;" },
        { Update, "null is no element", "o.Tags.Add(text);", "CS8604", """o.Tags.Add("");""" },
        { Statement, "null is no key", "_ = orders.Query(text);", "CS8604", """_ = orders.Query("x");""" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    [MemberData(nameof(Nulls))]
    public Task DoesNotCompile(string context, string reason, string refused, string id, string accepted)
        => ShouldNotCompile(context, reason, refused, id, accepted);
}

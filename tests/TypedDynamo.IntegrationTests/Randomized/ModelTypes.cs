using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>The type of a member of a random model: how its source names it, and values of it once the source is compiled.</summary>
internal abstract record ModelType
{
    /// <summary>Gets the type as C# source, without a question mark.</summary>
    public abstract string Source { get; }

    /// <summary>Gets the types that the source has to declare for it.</summary>
    public virtual IEnumerable<ModelType> Declared => [];

    /// <summary>Values of the type, which is found in the compiled assembly.</summary>
    public abstract Gen<object> Values(CompiledModel model);
}

/// <summary>A type that the platform has.</summary>
internal sealed record ScalarType(string Name, Type Type, Gen<object> Random, bool CanBeSetElement) : ModelType
{
    public override string Source => Name;

    public override Gen<object> Values(CompiledModel model) => Random;
}

/// <summary>An enum of the model's own.</summary>
internal sealed record EnumType(string Name, string[] Members) : ModelType
{
    public override string Source => Name;

    public override IEnumerable<ModelType> Declared => [this];

    public string Declaration => $"public enum {Name} {{ {string.Join(", ", Members)} }}";

    public override Gen<object> Values(CompiledModel model) => Gen.Elements(Enum.GetValues(model.Find(Name)).Cast<object>());
}

/// <summary>A collection.</summary>
internal sealed record CollectionType(CollectionForm Form, ModelType Element, bool HasNullElements) : ModelType
{
    public override string Source
        => string.Format(CultureInfo.InvariantCulture, Form.Source, Element.Source + (HasNullElements ? "?" : ""));

    public override IEnumerable<ModelType> Declared => Element.Declared;

    public override Gen<object> Values(CompiledModel model)
    {
        Gen<object?> elements = OrNull(Element.Values(model), HasNullElements);
        Type element = model.TypeOf(Element, HasNullElements);

        // DynamoDB has no empty set: one inside a list or a map is refused.
        Gen<IReadOnlyList<object?>> lists = Form.IsSet
            ? elements.NonEmptyListOf().Select(list => (IReadOnlyList<object?>)[.. list])
            : elements.ListOf().Select(list => (IReadOnlyList<object?>)[.. list]);
        return Gen.Sized(size => lists.Resize(size / 2)).Select(list => Form.Create(element, list));
    }

    /// <summary>The collection without elements.</summary>
    public object Empty(CompiledModel model) => Form.Create(model.TypeOf(Element, HasNullElements), []);

    public static Gen<object?> OrNull(Gen<object> values, bool hasNulls)
        => hasNulls ? Gen.Frequency((3, values.Select(value => (object?)value)), (1, Gen.Constant<object?>(null))) : values.Select(value => (object?)value);
}

/// <summary>A class, record or struct of the model's own.</summary>
internal sealed record ObjectType(string Name, string Keyword, bool IsPositional, ModelMember[] Members) : ModelType
{
    public override string Source => Name;

    public bool IsValueType => Keyword.EndsWith("struct", StringComparison.Ordinal);

    public override IEnumerable<ModelType> Declared => Members.SelectMany(member => member.Type.Declared).Append(this);

    /// <summary>Writes the type, each member with its annotations.</summary>
    public string Declare(string annotations)
    {
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $"{annotations}public {Keyword} {Name}");
        if (IsPositional)
        {
            return source.Append('(').AppendJoin(", ", Members.Select(member => member.Parameter)).AppendLine(");").ToString();
        }

        source.AppendLine().AppendLine("{");
        foreach (ModelMember member in Members)
        {
            source.Append("    ").AppendLine(member.Declare(hasInitializer: !IsValueType));
        }

        return source.AppendLine("}").ToString();
    }

    public override Gen<object> Values(CompiledModel model)
    {
        Type type = model.Find(Name);
        Gen<object?[]> arguments = Gen.Constant(Array.Empty<object?>());
        foreach (ModelMember member in Members)
        {
            arguments =
                from before in arguments
                from value in CollectionType.OrNull(member.Values(model), member.IsNullable)
                select before.Append(value).ToArray();
        }

        return arguments.Select(values => Create(type, values));
    }

    private object Create(Type type, object?[] values)
    {
        if (IsPositional)
        {
            return Activator.CreateInstance(type, values)!;
        }

        object item = Activator.CreateInstance(type)!;
        for (int i = 0; i < Members.Length; i++)
        {
            type.GetProperty(Members[i].Name)!.SetValue(item, values[i]);
        }

        return item;
    }
}

/// <summary>A member of a type of a random model.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="AttributeName">The attribute's name; null is the property's.</param>
/// <param name="Type">The property's type.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Accessor">How it is set: <c>set</c> or <c>init</c>.</param>
/// <param name="IsRequired">Whether an object initializer has to set it.</param>
internal sealed record ModelMember(
    string Name, string? AttributeName, ModelType Type, bool IsNullable, string Accessor = "set", bool IsRequired = false)
{
    public string Annotations { get; init; } = "";

    /// <summary>Values other than null. An empty set is one, but not where null is one too: those two are stored alike.</summary>
    public Gen<object> Values(CompiledModel model)
        => Type is CollectionType { Form.IsSet: true } set && !IsNullable
            ? Gen.Frequency((3, Type.Values(model)), (1, Gen.Fresh(() => set.Empty(model))))
            : Type.Values(model);

    public string Parameter => $"{AllAnnotations}{TypeSource} {Name}";

    public string Declare(bool hasInitializer)
    {
        // The compiler wants something in every member of a class that is neither nullable nor required.
        string initializer = hasInitializer && !IsRequired && !IsNullable ? " = default!;" : "";
        return $"{AllAnnotations}public {(IsRequired ? "required " : "")}{TypeSource} {Name} {{ get; {Accessor}; }}{initializer}";
    }

    private string TypeSource => Type.Source + (IsNullable ? "?" : "");

    private string AllAnnotations => Annotations + (AttributeName is null ? "" : $"[DynamoAttribute({Quote(AttributeName)})] ");

    private static string Quote(string text)
        => "\"" + string.Concat(text.Select(character => $"\\u{(int)character:x4}")) + "\"";
}

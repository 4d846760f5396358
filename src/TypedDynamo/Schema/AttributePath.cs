using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The place of a value in an item. Every token of a key condition, filter, update or projection is based on it.</summary>
/// <remarks>An attribute is known by its ordinal in the <see cref="ItemSchema"/> and by its name in UTF-8, which goes into requests.</remarks>
public sealed class AttributePath
{
    private readonly ItemSchema _schema;

    internal AttributePath(ItemSchema schema, int ordinal, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        _schema = schema;
        Ordinal = ordinal;
        Name = name;
        Utf8Name = Encoding.UTF8.GetBytes(name);
        JsonName = JsonText.Escape(Utf8Name);
    }

    /// <summary>Gets the attribute's place in its schema.</summary>
    public int Ordinal { get; }

    /// <summary>Gets the attribute's name in DynamoDB.</summary>
    public string Name { get; }

    /// <summary>Gets the table that the attribute belongs to; only those have tokens.</summary>
    internal TableSchema Table => (TableSchema)_schema;

    /// <summary>Gets the name in UTF-8, as DynamoDB compares it.</summary>
    internal byte[] Utf8Name { get; }

    /// <summary>Gets the name in UTF-8 with JSON's escapes, as a request holds it between quotes.</summary>
    internal byte[] JsonName { get; }

    /// <summary>Returns <see cref="Name"/>.</summary>
    /// <returns>The attribute's name.</returns>
    public override string ToString() => Name;
}

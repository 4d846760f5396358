namespace TypedDynamo.Generators.Model;

/// <summary>The property that counts an item's changes, and the way to set it on an existing item.</summary>
internal sealed record VersionModel
{
    /// <summary>The property's name, without an escape.</summary>
    public required string Member { get; init; }

    /// <summary>The type, fully qualified and without its question mark.</summary>
    public required string Type { get; init; }

    public required bool IsNullable { get; init; }

    /// <summary>Whether the item is copied, as records and structs are, rather than changed.</summary>
    public required bool IsCopied { get; init; }

    /// <summary>Whether the property can only be set through <c>[UnsafeAccessor]</c>.</summary>
    public required bool IsHidden { get; init; }

    /// <summary>The type that declares the accessor, fully qualified: <c>[UnsafeAccessor]</c> does not search base types.</summary>
    public required string DeclaringType { get; init; }
}

namespace TypedDynamo;

/// <summary>
/// The exception for an item that does not fit its C# type: when reading, before an object is made; when writing, before a request is sent.
/// </summary>
/// <remarks>The message names the item by its key, and contains no other value of it.</remarks>
public sealed class ItemMappingException : TypedDynamoException
{
    internal ItemMappingException(string message)
        : base(message)
    {
    }

    /// <summary>Gets the table's name, or <see langword="null"/> if the item does not belong to a table.</summary>
    public string? TableName { get; internal init; }

    /// <summary>Gets the item's key as it is stored, as in <c>CustomerId=c-42, PlacedAt=2026-01-01T00:00:00.0000000Z</c>, where it is known.</summary>
    public string? Key { get; internal init; }

    /// <summary>Gets the name of the attribute in DynamoDB, or the path to a value inside it, as in <c>Lines[3].Price</c>.</summary>
    public string? AttributeName { get; internal init; }

    /// <summary>Gets what the C# type requires, as in <c>N that fits Int32</c>.</summary>
    public string? Expected { get; internal init; }

    /// <summary>Gets what was found instead: a DynamoDB type, or <c>nothing</c>.</summary>
    public string? Found { get; internal init; }
}

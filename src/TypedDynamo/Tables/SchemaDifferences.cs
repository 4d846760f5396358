using System.Collections;

namespace TypedDynamo;

/// <summary>The differences between a live table and its model, as <c>CompareSchemaAsync</c> found them.</summary>
public sealed class SchemaDifferences : IReadOnlyList<SchemaDifference>
{
    private readonly IReadOnlyList<SchemaDifference> _differences;

    /// <summary>Creates a list of differences, for tests.</summary>
    /// <param name="tableName">The table's name.</param>
    /// <param name="differences">The differences; none if the table is as it should be.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public SchemaDifferences(string tableName, params SchemaDifference[] differences)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        ArgumentNullException.ThrowIfNull(differences);
        TableName = tableName;
        _differences = [.. differences];
    }

    /// <summary>Gets the table's name.</summary>
    public string TableName { get; }

    /// <summary>Gets whether the table matches its model.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Gets the number of differences.</summary>
    public int Count => _differences.Count;

    /// <summary>Gets the difference at a position.</summary>
    /// <param name="index">Its position, from 0.</param>
    public SchemaDifference this[int index] => _differences[index];

    /// <summary>Enumerates the differences: the table's first, then the indexes', then the settings'.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<SchemaDifference> GetEnumerator() => _differences.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the differences as text, one per line under the table's name; if there are none, a sentence that says so.</summary>
    /// <returns>The text, with <c>\n</c> between its lines.</returns>
    public override string ToString() => IsEmpty
        ? $"Table '{TableName}' is as its model says."
        : $"Table '{TableName}' differs from its model:\n" + string.Join('\n', _differences.Select(difference => "- " + difference));
}

namespace TypedDynamo;

/// <summary>A difference between a live table and its model.</summary>
/// <param name="Kind">The kind of the difference.</param>
/// <param name="Subject">The part that differs, as in <c>index 'by-status'</c>.</param>
/// <param name="Expected">The value in the model or the settings.</param>
/// <param name="Found">The value of the live table.</param>
/// <param name="Remedy">How to resolve it.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Subject, string Expected, string Found, string Remedy)
{
    /// <summary>Returns the difference as one line: subject, expected, found and remedy.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Subject}: expected {Expected}, found {Found}. {Remedy}";
}

/// <summary>The kinds of difference between a live table and its model.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>There is no table of that name.</summary>
    TableMissing,

    /// <summary>The table's key has other attributes.</summary>
    Key,

    /// <summary>A key attribute has another type.</summary>
    AttributeType,

    /// <summary>The table lacks an index.</summary>
    IndexMissing,

    /// <summary>The table has an index that the model does not know.</summary>
    IndexExtra,

    /// <summary>An index is global but should be local, or the other way round.</summary>
    IndexKind,

    /// <summary>An index's key has other attributes.</summary>
    IndexKey,

    /// <summary>An index holds another selection of attributes: all, keys only, or included ones.</summary>
    IndexProjection,

    /// <summary>An index includes other attributes.</summary>
    IndexIncludedAttributes,

    /// <summary>An index is being filled, changed or deleted.</summary>
    IndexNotActive,

    /// <summary>Time to live is off, or on, or on for another attribute.</summary>
    TimeToLive,

    /// <summary>The table or an index has another billing.</summary>
    Billing,

    /// <summary>The table or an index has less warm throughput.</summary>
    WarmThroughput,

    /// <summary>The change stream is off, or has another view of the items.</summary>
    Stream,

    /// <summary>The table is of another class.</summary>
    TableClass,

    /// <summary>Deletion protection is off, or on.</summary>
    DeletionProtection,

    /// <summary>A tag is missing, or has another value.</summary>
    Tag,

    /// <summary>The table is encrypted with another kind of key.</summary>
    Encryption,

    /// <summary>Point-in-time recovery is off, or on, or has another recovery period.</summary>
    PointInTimeRecovery,
}

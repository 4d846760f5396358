using TypedDynamo.Operations;

namespace TypedDynamo.Batches;

internal static class BatchVersions
{
    /// <summary>Refuses to write a table whose items have versions by batches, unless the options say so.</summary>
    /// <returns>The options, or their defaults.</returns>
    /// <exception cref="InvalidOperationException">The items have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.</exception>
    public static BatchWriteOptions Check(TableConnection table, BatchWriteOptions? options, string verb, string verbOfOne)
    {
        options ??= new BatchWriteOptions();
        return table.Schema.Version is null || options.IgnoreVersions
            ? options
            : throw new InvalidOperationException(
                $"The items of table '{table.Name}' have versions, which {verb} cannot check: BatchWriteItem takes no conditions. Write them one by one "
                + $"with {verbOfOne}, or set {nameof(BatchWriteOptions)}.{nameof(BatchWriteOptions.IgnoreVersions)} to overwrite whatever is stored.");
    }
}

using System.Globalization;

namespace TypedDynamo;

/// <summary>The part of a table that one of several processes scans: worker <see cref="Index"/> of <see cref="Count"/>.</summary>
/// <remarks>
/// Every worker must divide the table into the same number of segments, and scan the same table or index with the same filter. Then the
/// parts are disjoint, and together they are the whole table. If there are more workers than segments, some have nothing to do.
/// </remarks>
public sealed record ScanWorker
{
    private const string KubernetesIndex = "JOB_COMPLETION_INDEX";
    private const string KubernetesCount = "TYPEDDYNAMO_WORKER_COUNT";
    private const string BatchIndex = "AWS_BATCH_JOB_ARRAY_INDEX";
    private const string BatchCount = "AWS_BATCH_JOB_ARRAY_SIZE";

    /// <summary>Creates one of several workers.</summary>
    /// <param name="index">The worker's index, from 0.</param>
    /// <param name="count">The number of workers, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1, or the index is not from 0 to count − 1.</exception>
    public ScanWorker(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        Index = index;
        Count = count;
    }

    /// <summary>Gets the worker's index, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the number of workers that share the table, at least 1.</summary>
    public int Count { get; }

    /// <summary>Gets the only worker, which scans the whole table.</summary>
    internal static ScanWorker Only { get; } = new(0, 1);

    /// <summary>Reads from the environment variables of the platform which worker this process is.</summary>
    /// <remarks>
    /// <para>
    /// A Kubernetes Indexed Job sets <c>JOB_COMPLETION_INDEX</c>, but not the number of workers: the manifest must set
    /// <c>TYPEDDYNAMO_WORKER_COUNT</c> to its <c>completions</c> (Kubernetes documentation, "Jobs", completion mode).
    /// </para>
    /// <para>
    /// An AWS Batch array job sets <c>AWS_BATCH_JOB_ARRAY_INDEX</c> and <c>AWS_BATCH_JOB_ARRAY_SIZE</c> (AWS Batch User Guide, "AWS Batch
    /// job environment variables").
    /// </para>
    /// </remarks>
    /// <returns>The worker.</returns>
    /// <exception cref="InvalidOperationException">
    /// None of the variables is set, or one without its counterpart, or the index of both platforms, or a value is not a whole number or is
    /// out of range. The message names the variable.
    /// </exception>
    public static ScanWorker FromEnvironment()
        => TryFromEnvironment() ?? throw new InvalidOperationException(
            $"The environment does not say which worker this is: neither {KubernetesIndex} with {KubernetesCount} (Kubernetes Indexed Job) nor "
            + $"{BatchIndex} with {BatchCount} (AWS Batch array job) is set. Set one pair, or give the worker's index and count yourself.");

    /// <summary>Reads which worker this process is, if its platform sets the environment variables.</summary>
    /// <returns>The worker, or <see langword="null"/> if none of the variables is set: the process is not part of an indexed
    /// job.</returns>
    /// <exception cref="InvalidOperationException">
    /// A variable is set without its counterpart, or the index of both platforms, or a value is not a whole number or is out of range. Such a
    /// process is not alone: if <see langword="null"/> were returned, each of the job's processes would scan the whole table.
    /// </exception>
    /// <inheritdoc cref="FromEnvironment" path="/remarks"/>
    public static ScanWorker? TryFromEnvironment() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads the worker from the platforms' variables.</summary>
    internal static ScanWorker? Read(Func<string, string?> variable)
    {
        ScanWorker? ofKubernetes = Read(variable, KubernetesIndex, KubernetesCount, "the manifest of an Indexed Job has to set it to its completions");
        ScanWorker? ofBatch = Read(variable, BatchIndex, BatchCount, "an AWS Batch array job sets it in each of its children");
        return ofKubernetes is not null && ofBatch is not null
            ? throw new InvalidOperationException(
                $"Both {KubernetesIndex} and {BatchIndex} say which worker this is. Give the worker's index and count yourself.")
            : ofKubernetes ?? ofBatch;
    }

    /// <summary>Returns the segments that are this worker's share.</summary>
    /// <param name="segments">The number of segments that all workers divide the table into.</param>
    /// <returns>The first segment, and the one after the last.</returns>
    internal (int First, int End) SegmentsOf(int segments)
        => ((int)((long)Index * segments / Count), (int)((Index + 1L) * segments / Count));

    private static ScanWorker? Read(Func<string, string?> variable, string indexName, string countName, string whoSetsTheCount)
    {
        string? index = variable(indexName);
        string? count = variable(countName);
        if (index is null && count is null)
        {
            return null;
        }

        if (index is null)
        {
            throw new InvalidOperationException(
                $"{countName} is set, and {indexName} is not: this process is not part of an indexed job. Run it as one, or clear {countName}.");
        }

        if (count is null)
        {
            throw new InvalidOperationException($"{indexName} is set, and {countName} is not: {whoSetsTheCount}.");
        }

        int workers = ReadNumber(countName, count, 1, int.MaxValue);
        return new ScanWorker(ReadNumber(indexName, index, 0, workers - 1), workers);
    }

    private static int ReadNumber(string name, string text, int least, int most)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new InvalidOperationException($"{name} is '{text}', not a whole number from {least} to {most}.");
}

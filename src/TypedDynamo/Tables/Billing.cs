using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>How the capacity of a table or of a global secondary index is paid for: by request, or provisioned by the second.</summary>
/// <remarks>A table and its indexes are billed in the same way, each with numbers of its own (Developer Guide, "DynamoDB throughput capacity").</remarks>
public sealed record Billing
{
    private Billing(BillingMode mode, long? readUnits, long? writeUnits)
    {
        Mode = mode;
        ReadUnits = readUnits;
        WriteUnits = writeUnits;
    }

    /// <summary>Gets the way: by request, or provisioned.</summary>
    public BillingMode Mode { get; }

    /// <summary>Gets the provisioned read capacity units, or the read request units a second that are never exceeded on demand.</summary>
    /// <value><see langword="null"/> on demand where there is no limit of the table's own, or it stays as it is.</value>
    public long? ReadUnits { get; }

    /// <summary>Gets the provisioned write capacity units, or the write request units a second that are never exceeded on demand.</summary>
    /// <value><see langword="null"/> on demand where there is no limit of the table's own, or it stays as it is.</value>
    public long? WriteUnits { get; }

    /// <summary>Billing by request, with limits where they are given. A table changes to it up to four times in 24 hours.</summary>
    /// <param name="maxReadRequestUnits">The most read request units a second, at least 1. A change to -1 takes a limit away;
    /// <see langword="null"/> sets none, and leaves one that is there.</param>
    /// <param name="maxWriteRequestUnits">The most write request units a second, likewise.</param>
    /// <returns>The billing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is neither positive nor -1.</exception>
    public static Billing OnDemand(long? maxReadRequestUnits = null, long? maxWriteRequestUnits = null)
    {
        ThrowIfNoLimit(maxReadRequestUnits, nameof(maxReadRequestUnits));
        ThrowIfNoLimit(maxWriteRequestUnits, nameof(maxWriteRequestUnits));
        return new Billing(BillingMode.PAY_PER_REQUEST, maxReadRequestUnits, maxWriteRequestUnits);
    }

    /// <summary>Provisioned capacity, paid for whether it is used or not.</summary>
    /// <param name="readCapacityUnits">Strongly consistent reads a second of up to 4 KB, at least 1.</param>
    /// <param name="writeCapacityUnits">Writes a second of up to 1 KB, at least 1.</param>
    /// <returns>The billing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static Billing Provisioned(long readCapacityUnits, long writeCapacityUnits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readCapacityUnits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(writeCapacityUnits, 1);
        return new Billing(BillingMode.PROVISIONED, readCapacityUnits, writeCapacityUnits);
    }

    /// <summary>Returns the way and its numbers in words.</summary>
    /// <returns>A short description for messages.</returns>
    public override string ToString() => IsProvisioned
        ? string.Create(CultureInfo.InvariantCulture, $"provisioned, {ReadUnits} read and {WriteUnits} write capacity units")
        : $"on demand, {Describe(ReadUnits)} read and {Describe(WriteUnits)} write request units a second";

    internal bool IsProvisioned => Mode == BillingMode.PROVISIONED;

    internal ProvisionedThroughput? ProvisionedThroughput
        => IsProvisioned ? new ProvisionedThroughput(ReadUnits!.Value, WriteUnits!.Value) : null;

    internal OnDemandThroughput? OnDemandThroughput
        => IsProvisioned || (ReadUnits is null && WriteUnits is null)
            ? null
            : new OnDemandThroughput { MaxReadRequestUnits = ReadUnits, MaxWriteRequestUnits = WriteUnits };

    /// <summary>Gives the billing of a live table or index. The service reports no limit as -1 or as nothing.</summary>
    internal static Billing Of(BillingMode mode, ProvisionedThroughputDescription? provisioned, OnDemandThroughput? onDemand)
        => mode == BillingMode.PROVISIONED
            ? new Billing(mode, provisioned?.ReadCapacityUnits ?? 0, provisioned?.WriteCapacityUnits ?? 0)
            : new Billing(mode, onDemand?.MaxReadRequestUnits ?? -1, onDemand?.MaxWriteRequestUnits ?? -1);

    /// <summary>Whether a live billing is as this one asks.</summary>
    internal bool IsMetBy(Billing live)
        => Mode == live.Mode && (ReadUnits ?? live.ReadUnits) == live.ReadUnits && (WriteUnits ?? live.WriteUnits) == live.WriteUnits;

    private static string Describe(long? limit)
        => limit is null or -1 ? "any number of" : "at most " + limit.Value.ToString(CultureInfo.InvariantCulture);

    private static void ThrowIfNoLimit(long? limit, string name)
    {
        if (limit is < 1 and not -1)
        {
            throw new ArgumentOutOfRangeException(name, limit, "A limit is at least 1; -1 takes one away.");
        }
    }
}

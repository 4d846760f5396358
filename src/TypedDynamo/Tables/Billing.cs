using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>The billing of the capacity of a table or of a global secondary index: by request, or provisioned by the second.</summary>
/// <remarks>A table and its indexes have the same mode, each with its own numbers (Developer Guide, "DynamoDB throughput capacity").</remarks>
public sealed record Billing
{
    private Billing(BillingMode mode, long? readUnits, long? writeUnits)
    {
        Mode = mode;
        ReadUnits = readUnits;
        WriteUnits = writeUnits;
    }

    /// <summary>Gets the mode: by request, or provisioned.</summary>
    public BillingMode Mode { get; }

    /// <summary>Gets the provisioned read capacity units, or, on demand, the maximum of read request units per second.</summary>
    /// <value><see langword="null"/> on demand if the table has no limit of its own, or if the limit stays as it is.</value>
    public long? ReadUnits { get; }

    /// <summary>Gets the provisioned write capacity units, or, on demand, the maximum of write request units per second.</summary>
    /// <value><see langword="null"/> on demand if the table has no limit of its own, or if the limit stays as it is.</value>
    public long? WriteUnits { get; }

    /// <summary>Creates billing by request, with limits if you pass them. A table changes to it up to four times in 24 hours.</summary>
    /// <param name="maxReadRequestUnits">
    /// The maximum of read request units per second, at least 1. A change to -1 removes a limit; <see langword="null"/> sets none, and
    /// keeps an existing one.
    /// </param>
    /// <param name="maxWriteRequestUnits">The maximum of write request units per second, likewise.</param>
    /// <returns>The billing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is neither positive nor -1.</exception>
    public static Billing OnDemand(long? maxReadRequestUnits = null, long? maxWriteRequestUnits = null)
    {
        ThrowIfNoLimit(maxReadRequestUnits, nameof(maxReadRequestUnits));
        ThrowIfNoLimit(maxWriteRequestUnits, nameof(maxWriteRequestUnits));
        return new Billing(BillingMode.PAY_PER_REQUEST, maxReadRequestUnits, maxWriteRequestUnits);
    }

    /// <summary>Creates provisioned capacity, which is charged whether it is used or not.</summary>
    /// <param name="readCapacityUnits">Strongly consistent reads per second of up to 4 KB, at least 1.</param>
    /// <param name="writeCapacityUnits">Writes per second of up to 1 KB, at least 1.</param>
    /// <returns>The billing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static Billing Provisioned(long readCapacityUnits, long writeCapacityUnits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readCapacityUnits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(writeCapacityUnits, 1);
        return new Billing(BillingMode.PROVISIONED, readCapacityUnits, writeCapacityUnits);
    }

    /// <summary>Returns the mode and its numbers in words.</summary>
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

    /// <summary>Returns the billing of a live table or index. The service reports "no limit" as -1 or by leaving it out.</summary>
    internal static Billing Of(BillingMode mode, ProvisionedThroughputDescription? provisioned, OnDemandThroughput? onDemand)
        => mode == BillingMode.PROVISIONED
            ? new Billing(mode, provisioned?.ReadCapacityUnits ?? 0, provisioned?.WriteCapacityUnits ?? 0)
            : new Billing(mode, onDemand?.MaxReadRequestUnits ?? -1, onDemand?.MaxWriteRequestUnits ?? -1);

    /// <summary>Returns whether a live billing matches this one.</summary>
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

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>The key with which DynamoDB encrypts a table at rest (Developer Guide, "DynamoDB encryption at rest").</summary>
public sealed record TableEncryption
{
    private TableEncryption(bool usesKms, string? keyId)
    {
        UsesKms = usesKms;
        KeyId = keyId;
    }

    /// <summary>Gets the default: a key that AWS owns, without charge.</summary>
    public static TableEncryption OwnedKey { get; } = new(false, null);

    /// <summary>Gets the key <c>alias/aws/dynamodb</c> of the account, which AWS manages. AWS KMS charges for its use.</summary>
    public static TableEncryption ManagedKey { get; } = new(true, null);

    /// <summary>Gets the id, ARN or alias of a key of your own, or <see langword="null"/> for AWS's keys.</summary>
    public string? KeyId { get; }

    /// <summary>Selects a key of your own in AWS KMS, which charges for it.</summary>
    /// <param name="keyId">The key's id, ARN, alias or alias ARN.</param>
    /// <returns>The encryption.</returns>
    /// <exception cref="ArgumentException"><paramref name="keyId"/> is empty.</exception>
    public static TableEncryption CustomerKey(string keyId)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        return new TableEncryption(true, keyId);
    }

    /// <summary>Returns the kind of key, and the id of a key of your own.</summary>
    /// <returns>A short description for messages.</returns>
    public override string ToString() => UsesKms ? $"by the AWS KMS key {KeyId ?? "alias/aws/dynamodb"}" : "by a key that AWS owns";

    internal bool UsesKms { get; }

    internal SSESpecification Specification
        => UsesKms
            ? new SSESpecification { Enabled = true, SSEType = SSEType.KMS, KMSMasterKeyId = KeyId }
            : new SSESpecification { Enabled = false };

    /// <summary>Returns the encryption of a live table. DynamoDB identifies every key by its ARN, also the managed one.</summary>
    internal static TableEncryption Of(SSEDescription? live)
        => live is not null && (live.Status == SSEStatus.ENABLED || live.Status == SSEStatus.ENABLING || live.Status == SSEStatus.UPDATING)
            ? new TableEncryption(true, live.KMSMasterKeyArn)
            : OwnedKey;

    /// <summary>Returns whether a live table's encryption matches this one. DynamoDB does not reveal which key an alias refers to.</summary>
    internal bool IsMetBy(TableEncryption live)
        => UsesKms == live.UsesKms
            && (KeyId is null || live.KeyId is null || IsAlias(KeyId) || live.KeyId == KeyId
                || live.KeyId.EndsWith("/" + KeyId, StringComparison.Ordinal));

    private static bool IsAlias(string keyId)
        => keyId.StartsWith("alias/", StringComparison.Ordinal) || keyId.Contains(":alias/", StringComparison.Ordinal);
}

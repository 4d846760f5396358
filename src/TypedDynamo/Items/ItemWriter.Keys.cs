using System.Text;

namespace TypedDynamo.CompilerServices;

/// <content>Keys, and their length.</content>
public ref partial struct ItemWriter
{
    // DynamoDB Developer Guide, "Constraints in Amazon DynamoDB": partition and sort key values.
    private const int MaxPartitionKeyBytes = 2048;
    private const int MaxSortKeyBytes = 1024;

    /// <summary>Writes a string key (S), which is neither empty nor longer than DynamoDB allows.</summary>
    /// <param name="value">The value.</param>
    /// <param name="role">The key's role, which sets the limit: 2,048 bytes for a partition key, 1,024 for a sort key.</param>
    public void WriteKey(string value, KeyRole role)
    {
        if (value is not null)
        {
            CheckKeyLength(Encoding.UTF8.GetByteCount(value), role);
        }

        WriteString(value!);
    }

    /// <summary>Writes a binary key (B), which is neither empty nor longer than DynamoDB allows.</summary>
    /// <param name="value">The value.</param>
    /// <param name="role">The key's role, which sets the limit: 2,048 bytes for a partition key, 1,024 for a sort key.</param>
    public void WriteKey(byte[] value, KeyRole role)
    {
        if (value is not null)
        {
            CheckKeyLength(value.Length, role);
        }

        WriteBytes(value!);
    }

    /// <inheritdoc cref="WriteKey(byte[], KeyRole)"/>
    public void WriteKey(ReadOnlyMemory<byte> value, KeyRole role)
    {
        CheckKeyLength(value.Length, role);
        WriteReadOnlyMemory(value);
    }

    /// <inheritdoc cref="WriteKey(byte[], KeyRole)"/>
    public void WriteKey(MemoryStream value, KeyRole role)
    {
        RefuseNull(value);
        WriteKey(BytesOf(value), role);
    }

    private void CheckKeyLength(int bytes, KeyRole role)
    {
        int limit = role == KeyRole.Partition ? MaxPartitionKeyBytes : MaxSortKeyBytes;
        if (bytes == 0 || bytes > limit)
        {
            string kind = role == KeyRole.Partition ? "partition" : "sort";
            Refuse($"a {kind} key of 1 to {limit} bytes", $"{bytes} bytes");
        }
    }
}

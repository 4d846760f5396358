using TypedDynamo.CompilerServices;
using TypedDynamo.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Several PartiQL statements in one request: a batch, or a transaction.</summary>
internal static class PartiQLOperation
{
    // Rows without a class have no key to name in messages.
    public static ItemContext RowContext { get; } =
        new("(PartiQL)", new TableSchema("(PartiQL)", nameof(RawItem), ["(key)"], (0, KeyAttributeType.String)));

    /// <summary>Sends statements, and reads the response to each.</summary>
    /// <param name="service">The client.</param>
    /// <param name="operation">BatchExecuteStatement or ExecuteTransaction.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="idempotencyToken">A transaction's token; null for a batch.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<List<PartiQLResult>> SendAsync(
        ServiceConnection service,
        DynamoOperation operation,
        IReadOnlyList<PartiQLStatement> statements,
        string? idempotencyToken,
        CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        request.Write(operation == DynamoOperation.ExecuteTransaction ? "{\"TransactStatements\":["u8 : "{\"Statements\":["u8);
        for (int i = 0; i < statements.Count; i++)
        {
            request.Write(i == 0 ? "{"u8 : ",{"u8);
            statements[i].WriteTo(request);
            request.Write((byte)'}');
        }

        request.Write((byte)']');
        if (idempotencyToken is not null)
        {
            request.Write(",\"ClientRequestToken\":\""u8);
            request.Write(JsonText.Escape(idempotencyToken));
            request.Write((byte)'"');
        }

        request.Write((byte)'}');

        var target = new RequestTarget(statements[0].TableName)
        {
            TableNames = [.. statements.Select(statement => statement.TableName).Where(table => table.Length > 0).Distinct()],
            BatchSize = statements.Count,
            IsWrite = statements.Any(statement => statement.IsWrite),
        };
        using ServiceResponse response = await service.SendAsync(operation, target, request, cancellationToken).ConfigureAwait(false);
        List<PartiQLResult> results = ReadResults(response.Body);
        if (results.Count == 0 && operation == DynamoOperation.ExecuteTransaction && target.IsWrite == true)
        {
            // A transaction that has written may have nothing to tell: all of its statements have succeeded, or it would have failed.
            results.AddRange(statements.Select(_ => new PartiQLResult()));
        }

        response.ReportItems(results.Count(result => result.Item is not null));
        return results.Count == statements.Count
            ? results
            : throw new InvalidOperationException($"DynamoDB answered {results.Count} of {statements.Count} statements.");
    }

    private static List<PartiQLResult> ReadResults(ReadOnlySpan<byte> response)
    {
        List<PartiQLResult> results = [];
        var reader = new ItemReader(response, RowContext);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("Responses"u8))
            {
                reader.SkipMember();
                continue;
            }

            while (reader.ReadItemStart())
            {
                results.Add(ReadResult(ref reader));
            }
        }

        return results;
    }

    private static PartiQLResult ReadResult(ref ItemReader reader)
    {
        var result = new PartiQLResult();
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Item"u8))
            {
                result = result with { Item = new RawItem(reader.ReadRawMember().ToArray()) };
            }
            else if (name.SequenceEqual("TableName"u8))
            {
                result = result with { TableName = reader.ReadStringMember() };
            }
            else if (name.SequenceEqual("Error"u8))
            {
                result = ReadError(ref reader, result);
            }
            else
            {
                reader.SkipMember();
            }
        }

        return result;
    }

    private static PartiQLResult ReadError(ref ItemReader reader, PartiQLResult result)
    {
        result = result with { ErrorCode = "" };
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Code"u8))
            {
                result = result with { ErrorCode = reader.ReadStringMember() };
            }
            else if (name.SequenceEqual("Message"u8))
            {
                result = result with { ErrorMessage = reader.ReadStringMember() };
            }
            else
            {
                reader.SkipMember();
            }
        }

        return result;
    }
}

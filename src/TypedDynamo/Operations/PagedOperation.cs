using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The common part of queries and scans: a request that is the same for every page but for where the page starts.</summary>
internal sealed class PagedOperation<TItem>
{
    private const int FirstCapacity = 64;

    private readonly DynamoOperation _operation;
    private readonly TableConnection _table;
    private readonly IndexSchema? _index;
    private readonly ItemMapper<TItem> _mapper;
    private readonly byte[] _request;
    private readonly byte[] _signature;

    // How many items the largest page so far held: pages of one operation are alike, and a rented array that fits is never copied.
    private int _capacity = FirstCapacity;

    /// <param name="operation">Query or Scan.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The index that is read; null for the table.</param>
    /// <param name="mapper">What reads the items.</param>
    /// <param name="request">The request's constant part, without the closing brace.</param>
    /// <param name="signature">What a continuation token is bound to: the same without the time of the request.</param>
    public PagedOperation(
        DynamoOperation operation, TableConnection table, IndexSchema? index, ItemMapper<TItem> mapper, byte[] request, byte[] signature)
    {
        _operation = operation;
        _table = table;
        _index = index;
        _mapper = mapper;
        _request = request;
        _signature = signature;
    }

    /// <summary>Gets what is the same in every request for these items, whatever the time: table, index, conditions and projection.</summary>
    public byte[] Signature => _signature;

    /// <summary>Fetches and decodes one page.</summary>
    /// <param name="limit">DynamoDB's Limit, or null for pages up to 1 MB.</param>
    /// <param name="segment">A scan's segment, and of how many; null for a query or a serial scan.</param>
    /// <param name="startKey">The last page's LastEvaluatedKey, or null for the first page.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<ItemPage<TItem>> FetchAsync(
        int? limit, (int Index, int Count)? segment, byte[]? startKey, CancellationToken cancellationToken)
    {
        using ServiceResponse response = await SendAsync(limit, segment, startKey, cancellationToken).ConfigureAwait(false);
        return Read(in response);
    }

    /// <summary>Fetches one page and takes its items into an aggregate, out of the response's bytes.</summary>
    /// <param name="fold">The aggregate.</param>
    /// <param name="limit">DynamoDB's Limit, or null for pages up to 1 MB.</param>
    /// <param name="segment">A scan's segment, and of how many; null for a query or a serial scan.</param>
    /// <param name="startKey">The last page's LastEvaluatedKey, or null for the first page.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<PageEnd> FoldAsync<TState>(
        ItemFold<TState> fold, int? limit, (int Index, int Count)? segment, byte[]? startKey, CancellationToken cancellationToken)
    {
        using ServiceResponse response = await SendAsync(limit, segment, startKey, cancellationToken).ConfigureAwait(false);
        return Fold(fold, in response);
    }

    /// <summary>Decodes a page.</summary>
    public ItemPage<TItem> Read(in ServiceResponse response)
    {
        ItemPage<TItem> page = ReadResponse(response.Body);
        response.ReportItems(page.Count);
        return page;
    }

    /// <summary>Reads what a page says beside its items, of which it should have none.</summary>
    public PageEnd ReadEnd(in ServiceResponse response)
    {
        var page = new PageEnd { ByteLength = response.Body.Length };
        var reader = new ItemReader(response.Body, _table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            page.ReadMember(ref reader, name);
        }

        reader.ExpectEnd();
        page.ItemCount = page.MatchedCount;
        response.ReportItems(page.ItemCount);
        return page;
    }

    /// <summary>Takes the items of a page into an aggregate.</summary>
    public PageEnd Fold<TState>(ItemFold<TState> fold, in ServiceResponse response)
    {
        PageEnd page = fold.AddPage(response.Body, _table.Context, _mapper);
        response.ReportItems(page.ItemCount);
        return page;
    }

    /// <summary>Fetches the page that a token of an earlier one stands for, with the token of the next one.</summary>
    /// <exception cref="ContinuationTokenException">The token is damaged, or of another query or scan.</exception>
    public async Task<Page<TItem>> FetchPageAsync(int? limit, string? continuationToken, CancellationToken cancellationToken)
    {
        byte[]? startKey = continuationToken is null ? null : ContinuationToken.Decode(continuationToken, _table.Schema, _operation, _signature);
        using ItemPage<TItem> page = await FetchAsync(limit, null, startKey, cancellationToken).ConfigureAwait(false);
        return new Page<TItem>(
            page.Items.ToArray(),
            page.ScannedCount,
            page.LastEvaluatedKey is { } key ? ContinuationToken.Encode(key, _operation, _signature) : null);
    }

    /// <summary>Fetches one page, and leaves it to the caller to decode it.</summary>
    /// <param name="limit">DynamoDB's Limit, or null for pages up to 1 MB.</param>
    /// <param name="segment">A scan's segment, and of how many; null for a query or a serial scan.</param>
    /// <param name="startKey">The last page's LastEvaluatedKey, or null for the first page.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="asksForCapacity">Whether the page is to say what it has cost.</param>
    public async Task<ServiceResponse> SendAsync(
        int? limit, (int Index, int Count)? segment, byte[]? startKey, CancellationToken cancellationToken, bool asksForCapacity = false)
    {
        using var request = new ByteBuffer(_request.Length + (startKey?.Length ?? 0) + 128);
        WriteRequest(request, limit, segment, startKey);
        return await _table.SendAsync(_operation, request, cancellationToken, _index, asksForCapacity).ConfigureAwait(false);
    }

    private void WriteRequest(ByteBuffer request, int? limit, (int Index, int Count)? segment, byte[]? startKey)
    {
        request.Write(_request);
        if (limit is { } count)
        {
            request.Write(",\"Limit\":"u8);
            request.Write(count);
        }

        if (segment is { } part)
        {
            request.Write(",\"Segment\":"u8);
            request.Write(part.Index);
            request.Write(",\"TotalSegments\":"u8);
            request.Write(part.Count);
        }

        if (startKey is not null)
        {
            request.Write(",\"ExclusiveStartKey\":"u8);
            request.Write(startKey);
        }

        request.Write((byte)'}');
    }

    internal ItemPage<TItem> ReadResponse(ReadOnlySpan<byte> response)
    {
        var page = new ItemPage<TItem>(_capacity) { ByteLength = response.Length };
        try
        {
            var reader = new ItemReader(response, _table.Context);
            while (reader.ReadMember(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("Items"u8))
                {
                    while (reader.ReadItemStart())
                    {
                        if (_mapper.Fits(in reader))
                        {
                            page.Add(_mapper.Read(ref reader));
                        }
                        else
                        {
                            reader.ReadRawItem();
                        }
                    }
                }
                else
                {
                    page.ReadMember(ref reader, name);
                }
            }

            reader.ExpectEnd();
            page.ItemCount = page.Count;
            _capacity = Math.Max(_capacity, page.Count);
            return page;
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }
}

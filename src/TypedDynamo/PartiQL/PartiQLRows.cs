using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Observability;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The rows of a PartiQL statement: those of a SELECT, or those that RETURNING requests from a write.</summary>
/// <typeparam name="TItem">The type of a row.</typeparam>
/// <remarks>Each enumeration sends one ExecuteStatement request per page, and so executes a write again.</remarks>
public sealed class PartiQLRows<TItem> : ItemSequence<TItem>
{
    private readonly ServiceConnection? _service;
    private readonly ItemContext? _context;
    private readonly ItemMapper<TItem>? _mapper;
    private readonly PartiQLStatement? _statement;
    private readonly IReadOnlyList<TItem> _items = [];
    private readonly bool _consistent;
    private readonly int? _pageSize;

    /// <summary>Creates rows that send nothing, for a mock to return.</summary>
    /// <param name="items">The rows.</param>
    public PartiQLRows(IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
    }

    internal PartiQLRows(ServiceConnection service, ItemContext context, ItemMapper<TItem> mapper, PartiQLStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        _service = service;
        _context = context;
        _mapper = mapper;
        _statement = statement;
    }

    private PartiQLRows(PartiQLRows<TItem> rows, bool consistent, int? pageSize)
    {
        _service = rows._service;
        _context = rows._context;
        _mapper = rows._mapper;
        _statement = rows._statement;
        _items = rows._items;
        _consistent = consistent;
        _pageSize = pageSize;
    }

    /// <summary>Makes each request read everything written before it, at twice the capacity.</summary>
    /// <remarks>DynamoDB refuses it for a statement that reads a global index; the enumeration then throws.</remarks>
    /// <returns>The new rows.</returns>
    public PartiQLRows<TItem> Consistent() => new(this, consistent: true, _pageSize);

    /// <summary>Sets how many items DynamoDB evaluates for one page: its <c>Limit</c>.</summary>
    /// <param name="items">The items, at least 1. Without it a page holds up to 1 MB.</param>
    /// <returns>The new rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public PartiQLRows<TItem> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return new(this, _consistent, items);
    }

    /// <summary>Executes an INSERT, UPDATE or DELETE. Sends one ExecuteStatement request.</summary>
    /// <param name="cancellationToken">Cancels the wait. The write may still happen.</param>
    /// <returns>A task that ends when the write is done.</returns>
    /// <exception cref="Amazon.DynamoDBv2.Model.ConditionalCheckFailedException">The WHERE clause of a write does not hold for the item.</exception>
    /// <exception cref="Amazon.DynamoDBv2.Model.DuplicateItemException">An INSERT finds an item with its key.</exception>
    /// <exception cref="Amazon.DynamoDBv2.AmazonDynamoDBException">
    /// The service refused the statement, or the client's retries are exhausted.
    /// </exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken = default)
    {
        await foreach (ItemPage<TItem> page in FetchPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            page.Dispose();
        }
    }

    /// <summary>Reads one page, and returns the token of the next one. Sends one request.</summary>
    /// <param name="continuationToken">
    /// The last page's token, or <see langword="null"/> for the first page. DynamoDB issues it, and accepts it for an hour.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The page. It may be empty although others follow.</returns>
    /// <exception cref="ItemMappingException">A row does not fit the type.</exception>
    /// <exception cref="Amazon.DynamoDBv2.AmazonDynamoDBException">
    /// The service refused the statement or the token, or the client's retries are exhausted.
    /// </exception>
    public async Task<Page<TItem>> ToPageAsync(string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        if (_service is null)
        {
            return new Page<TItem>(_items, _items.Count);
        }

        (ItemPage<TItem> page, string? nextToken) = await FetchAsync(continuationToken, cancellationToken).ConfigureAwait(false);
        using (page)
        {
            return new Page<TItem>(page.Items.ToArray(), page.Count, nextToken);
        }
    }

    internal override async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_service is null)
        {
            await foreach (ItemPage<TItem> page in ItemPage<TItem>.OfAsync(_items, cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }

            yield break;
        }

        string? nextToken = null;
        do
        {
            (ItemPage<TItem> page, nextToken) = await FetchAsync(nextToken, cancellationToken).ConfigureAwait(false);
            yield return page;
        }
        while (nextToken is not null);
    }

    private async Task<(ItemPage<TItem> Page, string? NextToken)> FetchAsync(string? nextToken, CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        WriteRequest(request, nextToken);
        var target = new RequestTarget(_statement!.TableName) { IsWrite = _statement.IsWrite };
        using ServiceResponse response = await _service!
            .SendAsync(DynamoOperation.ExecuteStatement, target, request, cancellationToken).ConfigureAwait(false);
        var page = new ItemPage<TItem>(64) { ByteLength = response.Body.Length };
        try
        {
            string? next = ReadResponse(response.Body, page);
            response.ReportItems(page.Count);
            return (page, next);
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    private void WriteRequest(ByteBuffer request, string? nextToken)
    {
        request.Write((byte)'{');
        _statement!.WriteTo(request);
        request.Write(_consistent ? ",\"ConsistentRead\":true"u8 : default);
        if (_pageSize is { } limit)
        {
            request.Write(",\"Limit\":"u8);
            request.Write(limit);
        }

        if (nextToken is not null)
        {
            request.Write(",\"NextToken\":\""u8);
            request.Write(JsonText.Escape(nextToken));
            request.Write((byte)'"');
        }

        request.Write((byte)'}');
    }

    private string? ReadResponse(ReadOnlySpan<byte> response, ItemPage<TItem> page)
    {
        string? nextToken = null;
        var reader = new ItemReader(response, _context!);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Items"u8))
            {
                while (reader.ReadItemStart())
                {
                    if (_mapper!.Fits(in reader))
                    {
                        page.Add(_mapper.Read(ref reader));
                    }
                    else
                    {
                        reader.ReadRawItem();
                    }
                }
            }
            else if (name.SequenceEqual("NextToken"u8))
            {
                nextToken = reader.ReadStringMember();
            }
            else
            {
                reader.SkipMember();
            }
        }

        reader.ExpectEnd();
        return nextToken;
    }
}

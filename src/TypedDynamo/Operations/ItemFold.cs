using System.Buffers;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The state of an aggregate over the pages of one worker.</summary>
internal sealed class ItemFold<TState>(Aggregate<TState> aggregate, int? take = null)
{
    private readonly ItemSchema _schema = aggregate.Schema;
    private readonly ItemSchema? _asked = aggregate.Projection == aggregate.Schema ? null : aggregate.Projection;
    private readonly ItemViewStep<TState> _step = aggregate.Step;
    private TState _state = aggregate.Seed();

    /// <summary>Gets the state.</summary>
    public TState State => _state;

    /// <summary>Gets how many items have been taken in.</summary>
    public long Count { get; private set; }

    /// <summary>Gets how many more are wanted; null for all that there are.</summary>
    public int? Remaining => take is { } wanted ? (int)(wanted - Count) : null;

    /// <summary>Adds the items of a response. Those of other types are skipped.</summary>
    public PageEnd AddPage<TItem>(ReadOnlySpan<byte> response, ItemContext context, ItemMapper<TItem> mapper)
    {
        var page = new PageEnd { ByteLength = response.Length };
        long before = Count;
        int[] offsets = ArrayPool<int>.Shared.Rent(_schema.Attributes.Length);
        try
        {
            var reader = new ItemReader(response, context);
            while (reader.ReadMember(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("Items"u8))
                {
                    AddItems(ref reader, response, context, mapper, offsets.AsSpan(0, _schema.Attributes.Length));
                }
                else
                {
                    page.ReadMember(ref reader, name);
                }
            }

            reader.ExpectEnd();
            page.ItemCount = (int)(Count - before);
            return page;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(offsets);
        }
    }

    /// <summary>Takes in items that no response holds: those of a mock.</summary>
    public TState AddItems<TItem>(IReadOnlyList<TItem> items, ItemContext context, ItemMapper<TItem> mapper)
    {
        using var page = new ByteBuffer();
        page.Write("{\"Items\":["u8);
        for (int i = 0; i < items.Count; i++)
        {
            page.Write(i == 0 ? "{"u8 : ",{"u8);
            var writer = new ItemWriter(page, context);
            mapper.Write(ref writer, items[i]);
            page.Write((byte)'}');
        }

        page.Write("]}"u8);
        AddPage(page.Written, context, mapper);
        return _state;
    }

    private void AddItems<TItem>(
        ref ItemReader reader, ReadOnlySpan<byte> response, ItemContext context, ItemMapper<TItem> mapper, Span<int> offsets)
    {
        while (reader.ReadItemStart())
        {
            // A client that is no real one may send more than it was asked for.
            if (Remaining is <= 0 || !mapper.Fits(in reader))
            {
                reader.ReadRawItem();
                continue;
            }

            reader.IndexItem(_schema, offsets);
            _step(ref _state, new ItemView(response, reader.ItemStart, context, _schema, offsets, _asked));
            Count++;
        }
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A list in an update: <c>o =&gt; { o.Lines.Append(line); o.Lines[0].Price += 1m; }</c>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TToken">The tokens of an element.</typeparam>
[CollectionBuilder(typeof(ListUpdates), nameof(ListUpdates.Of))]
public sealed class ListUpdate<T, TToken> : NestedUpdate, IUpdateToken<ListUpdate<T, TToken>>
    where TToken : IUpdateToken<TToken>
{
    private readonly IEnumerable<T>? _elements;
    private ValueWriter<T>? _writeElement;
    private Func<TokenPath, TToken>? _element;

    /// <summary>Makes the tokens of a place.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ListUpdate()
    {
    }

    internal ListUpdate(IEnumerable<T>? elements)
    {
        _elements = elements;
    }

    /// <summary>Gets an element. Assigning one beyond the list's end appends it.</summary>
    /// <param name="index">Its place, from 0 on.</param>
    /// <returns>Its tokens.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public TToken this[int index]
    {
        get => _element!(Place.Element(index));
        set => UpdateAssignment.Assign(this[index], value);
    }

    /// <summary>Makes the tokens of a list.</summary>
    /// <param name="elements">The elements.</param>
    public static implicit operator ListUpdate<T, TToken>(List<T>? elements) => new(elements);

    /// <summary>Makes the tokens of a list.</summary>
    /// <param name="elements">The elements.</param>
    public static implicit operator ListUpdate<T, TToken>(T[]? elements) => new(elements);

    /// <summary>Sets the attribute, as an assignment does. Use it for values of interface types, from which C# allows no conversion.</summary>
    /// <param name="elements">The elements. The empty list is stored as such.</param>
    public void Set(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Assign(null, (this, elements), WriteList);
    }

    /// <summary>Appends an element. A missing list counts as empty, if the list may be absent.</summary>
    /// <param name="element">The element.</param>
    public void Append(T element) => Join((this, element), WriteElement, isBehind: true);

    /// <summary>Appends elements. A missing list counts as empty, if the list may be absent.</summary>
    /// <param name="elements">The elements.</param>
    public void Append(IEnumerable<T> elements) => Join((this, NotNull(elements)), WriteList, isBehind: true);

    /// <summary>Inserts an element before the first one. A missing list counts as empty, if the list may be absent.</summary>
    /// <param name="element">The element.</param>
    public void Prepend(T element) => Join((this, element), WriteElement, isBehind: false);

    /// <summary>Inserts elements before the first one. A missing list counts as empty, if the list may be absent.</summary>
    /// <param name="elements">The elements.</param>
    public void Prepend(IEnumerable<T> elements) => Join((this, NotNull(elements)), WriteList, isBehind: false);

    /// <summary>Not supported. It exists so that a list can be assigned as <c>[a, b]</c>: C# takes the elements' type from it.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerator<T> GetEnumerator() => throw new NotSupportedException("The elements of a list in DynamoDB are not known to an update.");

    internal void Bind(ValueWriter<T> writeElement, Func<TokenPath, TToken> element)
    {
        _writeElement = writeElement;
        _element = element;
    }

    /// <inheritdoc/>
    void IUpdateToken<ListUpdate<T, TToken>>.Assign(ListUpdate<T, TToken> value)
    {
        if (value?._elements is { } elements)
        {
            Set(elements);
        }
        else
        {
            Assign<List<T>>(value is { IsValue: true } ? null : value, null, WriteNothing);
        }
    }

    private static IEnumerable<T> NotNull(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return elements;
    }

    private static void WriteList(ref ItemWriter writer, (ListUpdate<T, TToken> List, IEnumerable<T> Elements) list)
    {
        writer.BeginList();
        foreach (T element in list.Elements)
        {
            writer.BeginElement();
            list.List._writeElement!(ref writer, element);
        }

        writer.EndList();
    }

    private static void WriteElement(ref ItemWriter writer, (ListUpdate<T, TToken> List, T Element) list)
    {
        writer.BeginList();
        list.List._writeElement!(ref writer, list.Element);
        writer.EndList();
    }

    private static void WriteNothing(ref ItemWriter writer, List<T> value) => writer.WriteNull();

    private void Join<TValue>(TValue value, ValueWriter<TValue> write, bool isBehind)
    {
        ExpressionBuilder builder = Place.Builder!;
        int start = builder.Begin();
        if (!isBehind)
        {
            builder.AppendValue(Place.Attribute, value, write);
        }

        AppendList(builder);
        if (isBehind)
        {
            builder.AppendValue(Place.Attribute, value, write);
        }

        builder.End(ExpressionOperator.ListAppend, start);
        builder.Act(ExpressionOperator.Set, start, Place);
    }

    private void AppendList(ExpressionBuilder builder)
    {
        int start = builder.Begin();
        Place.AppendTo(builder);
        if (Place.IsOptional || builder.IsUpsert)
        {
            builder.AppendLeaf(ExpressionOperator.Value, "{\"L\":[]}"u8);
            builder.End(ExpressionOperator.IfNotExists, start);
        }
    }
}

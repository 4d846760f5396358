using System.ComponentModel;
using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A set in an update: <c>o =&gt; o.Tags.Add("vip")</c>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>DynamoDB has no empty set: setting one to no elements removes the attribute.</remarks>
[CollectionBuilder(typeof(SetUpdates), nameof(SetUpdates.Of))]
public readonly struct SetUpdate<T> : IUpdateToken<SetUpdate<T>>
{
    private readonly TokenPath _path;
    private readonly AttributeType _type;
    private readonly ValueWriter<T>? _writeElement;
    private readonly IEnumerable<T>? _elements;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">The type of the set.</param>
    /// <param name="writeElement">Writes the stored form of an element.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SetUpdate(TokenPath path, AttributeType type, ValueWriter<T> writeElement)
    {
        _path = path;
        _type = type;
        _writeElement = writeElement;
    }

    internal SetUpdate(IEnumerable<T>? elements)
    {
        _elements = elements;
    }

    /// <inheritdoc/>
    TokenPath IUpdateToken.Path => Path;

    private TokenPath Path => _writeElement is not null
        ? _path
        : throw new InvalidOperationException("A value is not a place in the item.");

    /// <summary>Makes the token of a set.</summary>
    /// <param name="elements">The elements.</param>
    public static implicit operator SetUpdate<T>(HashSet<T>? elements) => new(elements);

    /// <summary>Makes the token of a set.</summary>
    /// <param name="elements">The elements.</param>
    public static implicit operator SetUpdate<T>(SortedSet<T>? elements) => new(elements);

    /// <summary>Makes the token of a set.</summary>
    /// <param name="elements">The elements.</param>
    public static implicit operator SetUpdate<T>(T[]? elements) => new(elements);

    /// <summary>Sets the attribute, as an assignment does. Use it for values of interface types, from which C# allows no conversion.</summary>
    /// <param name="elements">The elements, without duplicates. An empty sequence removes the attribute.</param>
    public void Set(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Assign(elements);
    }

    /// <summary>Adds an element that the set may have already.</summary>
    /// <param name="element">The element.</param>
    public void Add(T element) => Act(ExpressionOperator.Add, element);

    /// <summary>Adds elements that the set may have already.</summary>
    /// <param name="elements">The elements, without duplicates. An empty sequence changes nothing.</param>
    public void Add(IEnumerable<T> elements) => Act(ExpressionOperator.Add, elements);

    /// <summary>Removes an element, which the set need not have. A set that loses its last element is removed.</summary>
    /// <param name="element">The element.</param>
    public void Delete(T element) => Act(ExpressionOperator.Delete, element);

    /// <summary>Removes elements, which the set need not have. A set that loses its last element is removed.</summary>
    /// <param name="elements">The elements, without duplicates. An empty sequence changes nothing.</param>
    public void Delete(IEnumerable<T> elements) => Act(ExpressionOperator.Delete, elements);

    /// <summary>Not supported. It exists so that a set can be assigned as <c>["a", "b"]</c>: C# takes the elements' type from it.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerator<T> GetEnumerator() => throw new NotSupportedException("The elements of a set in DynamoDB are not known to an update.");

    /// <inheritdoc/>
    void IUpdateToken<SetUpdate<T>>.Assign(SetUpdate<T> value)
    {
        if (value._writeElement is null)
        {
            Assign(value._elements);
            return;
        }

        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        value._path.AppendTo(builder);
        builder.Act(ExpressionOperator.Set, start, _path);
    }

    private static bool IsEmpty(IEnumerable<T> elements)
        => elements.TryGetNonEnumeratedCount(out int count) ? count == 0 : throw new ArgumentException(
            "A set's elements are read twice: pass a collection, such as an array or a HashSet.", nameof(elements));

    private static void WriteSet(ref ItemWriter writer, (SetUpdate<T> Token, IEnumerable<T> Elements) set)
    {
        set.Token.BeginSet(ref writer);
        foreach (T element in set.Elements)
        {
            writer.BeginElement();
            set.Token._writeElement!(ref writer, element);
        }

        writer.EndSet();
    }

    private static void WriteSet(ref ItemWriter writer, (SetUpdate<T> Token, T Element) set)
    {
        set.Token.BeginSet(ref writer);
        set.Token._writeElement!(ref writer, set.Element);
        writer.EndSet();
    }

    private void Assign(IEnumerable<T>? elements)
    {
        if (elements is null || IsEmpty(elements))
        {
            this.Remove();
            return;
        }

        Act(ExpressionOperator.Set, elements);
    }

    private void Act(ExpressionOperator action, T element)
    {
        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        builder.AppendValue(_path.Attribute, (this, element), WriteSet);
        builder.Act(action, start, _path);
    }

    private void Act(ExpressionOperator action, IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (IsEmpty(elements))
        {
            return;
        }

        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        builder.AppendValue(_path.Attribute, (this, elements), WriteSet);
        builder.Act(action, start, _path);
    }

    private void BeginSet(ref ItemWriter writer)
    {
        switch (_type)
        {
            case AttributeType.NumberSet:
                writer.BeginNumberSet(this._writeElement);
                break;
            case AttributeType.BinarySet:
                writer.BeginBinarySet(this._writeElement);
                break;
            default:
                writer.BeginStringSet(this._writeElement);
                break;
        }
    }
}

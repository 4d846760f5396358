using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>Records the expressions that the tokens of one call build. Generated code passes it on.</summary>
/// <remarks>
/// A thread keeps one for its next call, so that an expression allocates no memory. The generation number reveals tokens of an earlier
/// call.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed partial class ExpressionBuilder : IDisposable
{
    /// <summary>The number of bytes after the children of a node: their length and the operator.</summary>
    internal const int TrailerLength = sizeof(int) + 1;

    // A thread need not keep the memory of an unusually large expression.
    private const int MaxIdleBytes = 64 * 1024;

    [ThreadStatic]
    private static ExpressionBuilder? s_idle;

    private readonly ByteBuffer _nodes = new();
    private ItemContext _context;

    // The thread that has rented the builder; 0 while it is idle.
    private int _thread;

    private ExpressionBuilder(ItemContext context)
    {
        _context = context;
    }

    internal int Generation { get; private set; }

    /// <summary>Gets the table that the call goes to.</summary>
    internal ItemContext Context => _context;

    /// <summary>Gets the names and values that the call's expressions mention.</summary>
    internal ExpressionPlaceholders Placeholders { get; } = new();

    /// <summary>Begins a call. The builder must be returned in the same call, with no await in between.</summary>
    internal static ExpressionBuilder Rent(ItemContext context)
    {
        ExpressionBuilder builder = s_idle ?? new ExpressionBuilder(context);
        s_idle = null;
        builder._context = context;
        builder._thread = Environment.CurrentManagedThreadId;
        return builder;
    }

    /// <summary>Ends the call. The thread's next one uses the builder again.</summary>
    public void Dispose()
    {
        Generation++;
        _thread = 0;
        if (_nodes.Length > MaxIdleBytes || Placeholders.Length > MaxIdleBytes)
        {
            _nodes.Dispose();
            Placeholders.Dispose();
            return;
        }

        _nodes.Truncate(0);
        Placeholders.Clear();
        ClearUpdate();
        s_idle = this;
    }

    internal ReadOnlySpan<byte> Read(int start, int length, int generation)
        => generation == Generation
            ? _nodes.Written.Slice(start, length)
            : throw IsOver();

    /// <summary>Returns the builder, for a token of an attribute.</summary>
    /// <exception cref="InvalidOperationException">The call that the token belongs to has ended.</exception>
    internal ExpressionBuilder For(AttributePath attribute)
        => _thread == Environment.CurrentManagedThreadId && _context.Schema == attribute.Table ? this : throw IsOver();

    /// <summary>Begins a node, whose children are to be appended before its end.</summary>
    internal int Begin() => _nodes.Length;

    internal ExpressionNode End(ExpressionOperator @operator, int start)
    {
        int length = _nodes.Length - start;
        Span<byte> trailer = _nodes.GetSpan(TrailerLength);
        MemoryMarshal.Write(trailer, in length);
        trailer[sizeof(int)] = (byte)@operator;
        _nodes.Advance(TrailerLength);
        return new ExpressionNode(this, start, length + TrailerLength);
    }

    internal void Append(ReadOnlySpan<byte> content) => _nodes.Write(content);

    internal void Append(ExpressionNode node)
    {
        // A node that ends here is where its parent wants it.
        ReadOnlySpan<byte> bytes = node.Bytes;
        if (node.Builder == this)
        {
            // The buffer may move while it grows.
            _nodes.GetSpan(bytes.Length);
            bytes = node.Bytes;
        }

        _nodes.Write(bytes);
    }

    /// <summary>Joins two nodes. Neighbours at the end, as <c>a &amp;&amp; b</c> makes them, stay where they are.</summary>
    internal ExpressionNode Join(ExpressionOperator @operator, ExpressionNode left, ExpressionNode right)
    {
        if (left.Builder == this && right.Builder == this && left.End == right.Start && right.End == _nodes.Length)
        {
            return End(@operator, left.Start);
        }

        int start = Begin();
        Append(left);
        Append(right);
        return End(@operator, start);
    }

    /// <summary>Gives a node another parent; one at the end stays where it is.</summary>
    internal ExpressionNode Wrap(ExpressionOperator @operator, ExpressionNode child)
    {
        if (child.Builder == this && child.End == _nodes.Length)
        {
            return End(@operator, child.Start);
        }

        int start = Begin();
        Append(child);
        return End(@operator, start);
    }

    internal ExpressionNode AppendLeaf(ExpressionOperator @operator, ReadOnlySpan<byte> content)
    {
        int start = Begin();
        Append(content);
        return End(@operator, start);
    }

    internal void AppendIndex(int index)
        => AppendLeaf(ExpressionOperator.Index, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in index)));

    /// <summary>Appends a value in its wire form.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not store the value.</exception>
    internal ExpressionNode AppendValue<T>(AttributePath attribute, T value, ValueWriter<T> write)
    {
        if (NullValue.Is(value))
        {
            throw new ArgumentNullException(
                nameof(value),
                $"Attribute '{attribute.Name}' does not accept null here. NotExists() and IsNull() match missing and NULL attributes; "
                + "Remove() removes an attribute.");
        }

        return AppendKey(attribute, value, write);
    }

    /// <summary>Appends a key's value, whose writer refuses null like everything else that cannot be a key.</summary>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value.</exception>
    internal ExpressionNode AppendKey<T>(AttributePath attribute, T value, ValueWriter<T> write)
    {
        int start = Begin();
        ItemWriter.WriteValue(_nodes, _context, attribute, value, write);
        return End(ExpressionOperator.Value, start);
    }

    private static InvalidOperationException IsOver() => new(
        "A lambda's token, or a condition made of one, was used outside the call that the lambda was passed to. "
        + "Make a longer-lived condition with the table's Attributes.");
}

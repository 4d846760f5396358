using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>The place that a token stands for: an attribute, or a part of one. Generated code makes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public readonly struct TokenPath
{
    private readonly ExpressionBuilder? _builder;
    private readonly ExpressionNode _nested;

    /// <summary>Makes the path of an attribute.</summary>
    /// <param name="builder">Records the call's expressions; <see langword="null"/> for tokens outside a call.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="isOptional">Whether an item may lack the attribute.</param>
    public TokenPath(ExpressionBuilder? builder, AttributePath attribute, bool isOptional = false)
    {
        ArgumentNullException.ThrowIfNull(attribute);

        _builder = builder;
        Attribute = attribute;
        IsOptional = isOptional;
    }

    private TokenPath(TokenPath parent, ExpressionNode nested, bool isOptional)
    {
        _nested = nested;
        _builder = parent._builder;
        Attribute = parent.Attribute;
        IsOptional = isOptional;
    }

    internal ExpressionBuilder? Builder => _builder?.For(Attribute);

    internal AttributePath Attribute { get; }

    internal bool IsOptional { get; }

    /// <summary>Gets whether it stands for a part of an attribute, or for something computed from it.</summary>
    internal bool IsNested => !_nested.IsEmpty;

    /// <summary>Returns the path of a member of a map.</summary>
    /// <param name="jsonName">Its name in UTF-8, with JSON's escapes.</param>
    /// <param name="isOptional">Whether the map may lack it.</param>
    /// <returns>The path of the member.</returns>
    public TokenPath Member(ReadOnlySpan<byte> jsonName, bool isOptional = false)
    {
        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        builder.AppendLeaf(ExpressionOperator.Attribute, jsonName);
        return new TokenPath(this, End(builder, ExpressionOperator.Member, start), isOptional);
    }

    /// <summary>Returns the path of an entry of a dictionary.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The path of the entry.</returns>
    /// <exception cref="ArgumentException">The name is empty, or is no text of Unicode characters.</exception>
    public TokenPath Entry(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        using var buffer = new ByteBuffer();
        if (!JsonText.TryAppend(buffer, name))
        {
            throw new ArgumentException("The name holds half a surrogate pair, which has no UTF-8 form.", nameof(name));
        }

        return Member(buffer.Written, isOptional: true);
    }

    /// <summary>Returns the path of an element of a list.</summary>
    /// <param name="index">Its place, from 0 on.</param>
    /// <returns>The path of the element.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public TokenPath Element(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        builder.AppendIndex(index);
        return new TokenPath(this, End(builder, ExpressionOperator.Element, start), isOptional: false);
    }

    /// <summary>Makes the update tokens of the list, map or object at this place.</summary>
    internal TNested Nested<TNested>()
        where TNested : NestedUpdate, new()
    {
        TNested nested = Builder!.Nested<TNested>();
        nested.Locate(this);
        return nested;
    }

    /// <summary>Returns the builder of the call, or one for a token outside a call.</summary>
    internal ExpressionBuilder Begin() => Builder ?? ExpressionBuilder.Rent(Attribute.Table.Context);

    /// <summary>Ends a node. Outside a call it gets bytes of its own.</summary>
    internal ExpressionNode End(ExpressionBuilder builder, ExpressionOperator @operator, int start)
    {
        ExpressionNode node = builder.End(@operator, start);
        if (Builder is null)
        {
            node = new ExpressionNode(node.ToArray());
            builder.Dispose();
        }

        return node;
    }

    internal void AppendTo(ExpressionBuilder builder)
    {
        if (_nested.IsEmpty)
        {
            builder.AppendLeaf(ExpressionOperator.Attribute, Attribute.JsonName);
        }
        else
        {
            builder.Append(_nested);
        }
    }

    internal ItemCondition Test(ExpressionOperator function)
    {
        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        return new ItemCondition(End(builder, function, start), Attribute.Table);
    }

    internal ItemCondition Compare<T>(ExpressionOperator @operator, T value, ValueWriter<T> write)
    {
        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        builder.AppendValue(Attribute, value, write);
        return new ItemCondition(End(builder, @operator, start), Attribute.Table);
    }

    internal ItemCondition Compare(ExpressionOperator @operator, TokenPath other)
    {
        if (other.Attribute.Table != Attribute.Table)
        {
            throw new InvalidOperationException(
                $"'{Attribute.Name}' of {Attribute.Table.ItemType} cannot be compared with '{other.Attribute.Name}' of {other.Attribute.Table.ItemType}.");
        }

        // One of the two may have been made outside the call.
        TokenPath owner = Builder is null ? other : this;
        ExpressionBuilder builder = owner.Begin();
        int start = builder.Begin();
        AppendTo(builder);
        other.AppendTo(builder);
        return new ItemCondition(owner.End(builder, @operator, start), Attribute.Table);
    }

    internal ItemCondition Between<T>(T first, T last, ValueWriter<T> write)
    {
        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        builder.AppendValue(Attribute, first, write);
        builder.AppendValue(Attribute, last, write);
        return new ItemCondition(End(builder, ExpressionOperator.Between, start), Attribute.Table);
    }

    /// <exception cref="ArgumentException">There is no value, or there are more than DynamoDB takes.</exception>
    internal ItemCondition In<T>(ReadOnlySpan<T> values, ValueWriter<T> write)
    {
        if (values.Length is 0 or > ExpressionWriter.MaxInOperands)
        {
            throw new ArgumentException(
                $"Attribute '{Attribute.Name}' is looked for among {values.Length} values, and DynamoDB takes 1 to {ExpressionWriter.MaxInOperands}.",
                nameof(values));
        }

        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        foreach (T value in values)
        {
            builder.AppendValue(Attribute, value, write);
        }

        return new ItemCondition(End(builder, ExpressionOperator.In, start), Attribute.Table);
    }

    internal TokenPath Size()
    {
        ExpressionBuilder builder = Begin();
        int start = builder.Begin();
        AppendTo(builder);
        return new TokenPath(this, End(builder, ExpressionOperator.Size, start), isOptional: false);
    }
}

using System.Runtime.InteropServices;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Wire;

/// <summary>Writes an expression's text into a request, and its names and values into the <see cref="ExpressionPlaceholders"/>.</summary>
internal struct ExpressionWriter
{
    // Developer Guide, "Constraints in Amazon DynamoDB": expression parameters.
    private const int MaxTextBytes = 4096;
    private const int MaxOperators = 300;

    // BETWEEN has three operands, IN up to one hundred and the one that they are compared with.
    private const int MaxOperands = 1 + MaxInOperands;

    internal const int MaxInOperands = 100;

    private readonly ByteBuffer _request;
    private readonly ExpressionPlaceholders _placeholders;
    private int _operators;

    private ExpressionWriter(ByteBuffer request, ExpressionPlaceholders placeholders)
    {
        _request = request;
        _placeholders = placeholders;
    }

    /// <summary>Writes a member of the request whose value is an expression: <c>,"FilterExpression":"…"</c>.</summary>
    /// <exception cref="ArgumentException">The expression is longer than DynamoDB takes.</exception>
    public static void WriteMember(ByteBuffer request, ReadOnlySpan<byte> member, ReadOnlySpan<byte> expression, ExpressionPlaceholders placeholders)
    {
        int start = BeginMember(request, member);
        var writer = new ExpressionWriter(request, placeholders);
        writer.Write(expression);
        EndMember(request, member, start);
    }

    /// <summary>Writes an update's actions, those of the same kind after one keyword.</summary>
    /// <exception cref="ArgumentException">The expression is longer than DynamoDB takes.</exception>
    public static void WriteUpdate(ByteBuffer request, ExpressionBuilder builder)
    {
        ReadOnlySpan<byte> member = "UpdateExpression"u8;
        if (!builder.UpdateText.IsEmpty)
        {
            WriteMember(request, member, builder.UpdateText.Bytes, builder.Placeholders);
            return;
        }

        int start = BeginMember(request, member);
        int first = request.Length;
        var writer = new ExpressionWriter(request, builder.Placeholders);
        for (ExpressionOperator action = ExpressionOperator.Set; action <= ExpressionOperator.Delete; action++)
        {
            bool isFirst = true;
            foreach (ExpressionNode node in builder.Actions)
            {
                ReadOnlySpan<byte> bytes = node.Bytes;
                if (OperatorOf(bytes) == action)
                {
                    request.Write(isFirst ? (request.Length == first ? KeywordOf(action)[1..] : KeywordOf(action)) : ", "u8);
                    writer.WriteAction(bytes);
                    isFirst = false;
                }
            }
        }

        EndMember(request, member, start);
    }

    /// <summary>Writes a projection of some attributes.</summary>
    public static void WriteProjection(ByteBuffer request, ReadOnlySpan<AttributePath> attributes, ExpressionPlaceholders placeholders)
    {
        int start = BeginMember(request, "ProjectionExpression"u8);
        for (int i = 0; i < attributes.Length; i++)
        {
            request.Write(i == 0 ? "#n"u8 : ", #n"u8);
            request.Write(placeholders.AddName(attributes[i].JsonName));
        }

        EndMember(request, "ProjectionExpression"u8, start);
    }

    /// <summary>Returns whether an expression mentions an attribute of the item.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="jsonName">The attribute's name, with JSON's escapes.</param>
    public static bool Mentions(ReadOnlySpan<byte> node, ReadOnlySpan<byte> jsonName)
    {
        ReadOnlySpan<byte> children = ContentOf(node);
        switch (OperatorOf(node))
        {
            case ExpressionOperator.Attribute:
                return children.SequenceEqual(jsonName);
            case ExpressionOperator.Index or ExpressionOperator.Value or ExpressionOperator.Literal:
                return false;
            case ExpressionOperator.Member or ExpressionOperator.Element:
                // The last child is the name of a member, or an index, and no attribute of the item.
                TakeLast(ref children);
                break;
        }

        while (!children.IsEmpty)
        {
            if (Mentions(TakeLast(ref children), jsonName))
            {
                return true;
            }
        }

        return false;
    }

    public static ExpressionOperator OperatorOf(ReadOnlySpan<byte> node) => (ExpressionOperator)node[^1];

    /// <summary>Returns a node's children, or its content.</summary>
    public static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> node) => node[..^ExpressionBuilder.TrailerLength];

    /// <summary>Takes the last node off a run of nodes.</summary>
    public static ReadOnlySpan<byte> TakeLast(ref ReadOnlySpan<byte> nodes)
    {
        int length = MemoryMarshal.Read<int>(nodes[^ExpressionBuilder.TrailerLength..]) + ExpressionBuilder.TrailerLength;
        ReadOnlySpan<byte> last = nodes[^length..];
        nodes = nodes[..^length];
        return last;
    }

    private static int BeginMember(ByteBuffer request, ReadOnlySpan<byte> member)
    {
        request.Write(",\""u8);
        request.Write(member);
        request.Write("\":\""u8);
        return request.Length;
    }

    private static void EndMember(ByteBuffer request, ReadOnlySpan<byte> member, int start)
    {
        int length = request.Length - start;
        if (length > MaxTextBytes)
        {
            throw new ArgumentException(
                $"The {System.Text.Encoding.UTF8.GetString(member)} is {length} bytes long, and DynamoDB takes up to {MaxTextBytes}.");
        }

        request.Write((byte)'"');
    }

    private static ReadOnlySpan<byte> KeywordOf(ExpressionOperator action) => action switch
    {
        ExpressionOperator.Set => " SET "u8,
        ExpressionOperator.Remove => " REMOVE "u8,
        ExpressionOperator.Add => " ADD "u8,
        _ => " DELETE "u8,
    };

    private void WriteAction(ReadOnlySpan<byte> node)
    {
        ReadOnlySpan<byte> children = ContentOf(node);
        ReadOnlySpan<byte> path = TakeLast(ref children);
        Write(path);
        if (!children.IsEmpty)
        {
            _request.Write(OperatorOf(node) == ExpressionOperator.Set ? " = "u8 : " "u8);
            Write(children);
        }
    }

    private void Write(ReadOnlySpan<byte> node)
    {
        ReadOnlySpan<byte> content = ContentOf(node);
        ExpressionOperator @operator = OperatorOf(node);
        switch (@operator)
        {
            case ExpressionOperator.Attribute:
                _request.Write("#n"u8);
                _request.Write(_placeholders.AddName(content));
                return;
            case ExpressionOperator.Index:
                _request.Write(MemoryMarshal.Read<int>(content));
                return;
            case ExpressionOperator.Value:
                _request.Write(":v"u8);
                _request.Write(_placeholders.AddValue(content));
                return;
            case ExpressionOperator.Literal:
                _request.Write(content);
                return;
            case ExpressionOperator.Member:
                WriteBinary(content, "."u8, @operator);
                return;
            case ExpressionOperator.Element:
                WriteBinary(content, "["u8, @operator);
                _request.Write((byte)']');
                return;
        }

        // A long chain is a deep tree as well, so this also keeps the stack.
        if (++_operators > MaxOperators)
        {
            throw new ArgumentException($"An expression has more than {MaxOperators} operators and functions, which DynamoDB does not take.");
        }

        switch (@operator)
        {
            case ExpressionOperator.Between:
            case ExpressionOperator.In:
                WriteOperands(content, @operator);
                break;
            case ExpressionOperator.Not:
                _request.Write("NOT "u8);
                WriteOperand(content, @operator);
                break;
            case ExpressionOperator.Text:
                WritePieces(content);
                break;
            default:
                if (FunctionOf(@operator) is { IsEmpty: false } function)
                {
                    _request.Write(function);
                    WriteBinary(content, ", "u8, @operator);
                    _request.Write((byte)')');
                }
                else
                {
                    WriteBinary(content, SymbolOf(@operator), @operator);
                }

                break;
        }
    }

    /// <summary>Writes one or two children.</summary>
    private void WriteBinary(ReadOnlySpan<byte> children, ReadOnlySpan<byte> symbol, ExpressionOperator parent)
    {
        ReadOnlySpan<byte> last = TakeLast(ref children);
        if (!children.IsEmpty)
        {
            WriteOperand(children, parent);
            _request.Write(symbol);
        }

        WriteOperand(last, parent);
    }

    // NOT binds most, OR least (Developer Guide, "Precedence in conditions").
    private void WriteOperand(ReadOnlySpan<byte> node, ExpressionOperator parent)
    {
        ExpressionOperator child = OperatorOf(node);
        bool isGrouped = child switch
        {
            ExpressionOperator.Or => parent is ExpressionOperator.And or ExpressionOperator.Not,
            ExpressionOperator.And => parent == ExpressionOperator.Not,
            _ => child == ExpressionOperator.Text,
        };
        _request.Write(isGrouped ? "("u8 : default);
        Write(node);
        _request.Write(isGrouped ? ")"u8 : default);
    }

    /// <summary>Writes the pieces of the user's own text in their order, of which only the last one's length is known directly.</summary>
    private void WritePieces(ReadOnlySpan<byte> children)
    {
        ReadOnlySpan<byte> last = TakeLast(ref children);
        if (!children.IsEmpty)
        {
            WritePieces(children);
        }

        Write(last);
    }

    /// <summary>Writes a node with more than two operands. They lie one after the other, and only the last one's length is known directly.</summary>
    private void WriteOperands(ReadOnlySpan<byte> content, ExpressionOperator @operator)
    {
        Span<int> ends = stackalloc int[MaxOperands];
        int count = 0;
        for (ReadOnlySpan<byte> rest = content; !rest.IsEmpty; TakeLast(ref rest))
        {
            ends[count++] = rest.Length;
        }

        int start = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            Write(content[start..ends[i]]);
            start = ends[i];
            bool isFirst = i == count - 1;
            _request.Write(@operator == ExpressionOperator.Between
                ? (isFirst ? " BETWEEN "u8 : i == 0 ? default : " AND "u8)
                : (isFirst ? " IN ("u8 : i == 0 ? ")"u8 : ", "u8));
        }
    }

    private static ReadOnlySpan<byte> FunctionOf(ExpressionOperator @operator) => @operator switch
    {
        ExpressionOperator.Size => "size("u8,
        ExpressionOperator.Exists => "attribute_exists("u8,
        ExpressionOperator.NotExists => "attribute_not_exists("u8,
        ExpressionOperator.IsType => "attribute_type("u8,
        ExpressionOperator.BeginsWith => "begins_with("u8,
        ExpressionOperator.Contains => "contains("u8,
        ExpressionOperator.IfNotExists => "if_not_exists("u8,
        ExpressionOperator.ListAppend => "list_append("u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> SymbolOf(ExpressionOperator @operator) => @operator switch
    {
        ExpressionOperator.Equal => " = "u8,
        ExpressionOperator.NotEqual => " <> "u8,
        ExpressionOperator.LessThan => " < "u8,
        ExpressionOperator.LessThanOrEqual => " <= "u8,
        ExpressionOperator.GreaterThan => " > "u8,
        ExpressionOperator.GreaterThanOrEqual => " >= "u8,
        ExpressionOperator.And => " AND "u8,
        ExpressionOperator.Or => " OR "u8,
        ExpressionOperator.Plus => " + "u8,
        ExpressionOperator.Minus => " - "u8,
        _ => throw new InvalidOperationException($"'{@operator}' has no operands."),
    };
}

using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>The operand that a token of an update stands for: a place, a value, or the result of an operator.</summary>
internal readonly struct UpdateOperand<T>
{
    private readonly TokenPath _path;
    private readonly ExpressionNode _computed;
    private readonly T? _value;
    private readonly ValueWriter<T>? _write;

    public UpdateOperand(TokenPath path, ValueWriter<T> write)
    {
        _path = path;
        _write = write;
    }

    public UpdateOperand(T? value)
    {
        _value = value;
    }

    private UpdateOperand(UpdateOperand<T> origin, ExpressionNode computed)
    {
        _path = origin._path;
        _write = origin._write;
        _computed = computed;
    }

    /// <exception cref="InvalidOperationException">The operand is not a place in the item.</exception>
    public TokenPath Path => _computed.IsEmpty && _write is not null
        ? _path
        : throw new InvalidOperationException("Only a place in the item can be changed, not a value or the result of an operator.");

    private bool IsValue => _write is null;

    public static UpdateOperand<T> Combine(ExpressionOperator @operator, UpdateOperand<T> left, UpdateOperand<T> right)
    {
        UpdateOperand<T> origin = left.IsValue ? right : left;
        ExpressionBuilder builder = origin._path.Builder
            ?? throw new InvalidOperationException("An update cannot combine two values: compute the result before the update.");
        int start = builder.Begin();
        left.AppendTo(builder, origin, startsFromZero: true);
        right.AppendTo(builder, origin, startsFromZero: true);
        return new UpdateOperand<T>(origin, builder.End(@operator, start));
    }

    /// <summary>Makes <c>if_not_exists(path, other)</c>.</summary>
    public UpdateOperand<T> IfNotExists(UpdateOperand<T> other)
    {
        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        _path.AppendTo(builder);
        other.AppendTo(builder, this, startsFromZero: false);
        return new UpdateOperand<T>(this, builder.End(ExpressionOperator.IfNotExists, start));
    }

    public void Assign(UpdateOperand<T> value)
    {
        if (value.IsValue && NullValue.Is(value._value) && Path.IsOptional)
        {
            Path.Builder!.Act(ExpressionOperator.Remove, Path.Builder.Begin(), Path);
            return;
        }

        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        if (value._computed.Builder == builder && value._computed.End == start)
        {
            start = value._computed.Start;
        }
        else
        {
            value.AppendTo(builder, this, startsFromZero: false);
        }

        builder.Act(ExpressionOperator.Set, start, Path);
    }

    /// <summary>Adds to a number by DynamoDB's own ADD, which counts a missing one as 0.</summary>
    public void Add(T value)
    {
        ExpressionBuilder builder = Path.Builder!;
        int start = builder.Begin();
        builder.AppendValue(_path.Attribute, value, _write!);
        builder.Act(ExpressionOperator.Add, start, _path);
    }

    private void AppendTo(ExpressionBuilder builder, UpdateOperand<T> origin, bool startsFromZero)
    {
        if (IsValue)
        {
            builder.AppendValue(origin._path.Attribute, _value!, origin._write!);
        }
        else if (!_computed.IsEmpty)
        {
            builder.Append(_computed);
        }
        else if (startsFromZero && (_path.IsOptional || builder.IsUpsert))
        {
            // An update fails where it computes with what is not there.
            int start = builder.Begin();
            _path.AppendTo(builder);
            builder.AppendLeaf(ExpressionOperator.Value, "{\"N\":\"0\"}"u8);
            builder.End(ExpressionOperator.IfNotExists, start);
        }
        else
        {
            _path.AppendTo(builder);
        }
    }
}

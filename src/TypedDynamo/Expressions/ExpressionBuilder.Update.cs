using System.Runtime.InteropServices;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

// The actions of an update, in the order of the lambda's assignments.
public sealed partial class ExpressionBuilder
{
    private readonly List<ExpressionNode> _actions = [];
    private readonly List<NestedUpdate> _nested = [];
    private int _nestedCount;

    internal ReadOnlySpan<ExpressionNode> Actions => CollectionsMarshal.AsSpan(_actions);

    /// <summary>Gets or sets the update in the user's own text, instead of actions.</summary>
    internal ExpressionNode UpdateText { get; set; }

    internal bool HasUpdate => _actions.Count > 0 || !UpdateText.IsEmpty;

    /// <summary>Gets or sets whether the update may create the item, so that every attribute may be missing.</summary>
    internal bool IsUpsert { get; set; }

    /// <summary>
    /// Returns the tokens of a list, a map or an object. They are classes, because C# cannot assign to a property of a struct that a
    /// property returns.
    /// </summary>
    internal TNested Nested<TNested>()
        where TNested : NestedUpdate, new()
    {
        for (int i = _nestedCount; i < _nested.Count; i++)
        {
            if (_nested[i] is TNested idle)
            {
                (_nested[i], _nested[_nestedCount]) = (_nested[_nestedCount], idle);
                _nestedCount++;
                return idle;
            }
        }

        var made = new TNested();
        _nested.Insert(_nestedCount++, made);
        return made;
    }

    /// <summary>Sets an attribute to the time of the update. Generated code calls this.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="time">The time.</param>
    /// <param name="write">Writes its stored form.</param>
    public void SetTime<T>(AttributePath attribute, T time, ValueWriter<T> write)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        ArgumentNullException.ThrowIfNull(write);

        int start = Begin();
        AppendValue(attribute, time, write);
        Act(ExpressionOperator.Set, start, new TokenPath(this, attribute));
    }

    /// <summary>Sets an attribute of an item that an upsert creates, and keeps an existing one. Generated code calls this.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes its stored form.</param>
    public void SetOnCreation<T>(AttributePath attribute, T value, ValueWriter<T> write)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        ArgumentNullException.ThrowIfNull(write);

        if (!IsUpsert)
        {
            return;
        }

        int start = Begin();
        AppendLeaf(ExpressionOperator.Attribute, attribute.JsonName);
        AppendValue(attribute, value, write);
        End(ExpressionOperator.IfNotExists, start);
        Act(ExpressionOperator.Set, start, new TokenPath(this, attribute));
    }

    /// <summary>Refuses an upsert of a type that stands for several types. Generated code calls this.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="NotSupportedException">The update is an upsert.</exception>
    public void RefuseCreation(string type)
    {
        if (IsUpsert)
        {
            throw new NotSupportedException(
                $"An upsert cannot tell which of the types that '{type}' stands for it is to create: put the item, or update an existing one.");
        }
    }

    /// <summary>Adds one to an attribute that counts the item's changes; a missing one counts as 0.</summary>
    internal void Increment(AttributePath counter)
    {
        int start = Begin();
        AppendLeaf(ExpressionOperator.Attribute, counter.JsonName);
        AppendLeaf(ExpressionOperator.Value, "{\"N\":\"0\"}"u8);
        End(ExpressionOperator.IfNotExists, start);
        AppendLeaf(ExpressionOperator.Value, "{\"N\":\"1\"}"u8);
        End(ExpressionOperator.Plus, start);
        Act(ExpressionOperator.Set, start, new TokenPath(this, counter));
    }

    /// <summary>Appends an action, whose operand, if any, begins at <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentException">Another action has the same path, or one above or below it.</exception>
    internal void Act(ExpressionOperator action, int start, TokenPath path)
    {
        int pathStart = Begin();
        path.AppendTo(this);
        ExpressionNode node = End(action, start);
        RefuseOverlap(_nodes.Written[pathStart..^TrailerLength]);
        _actions.Add(node);
    }

    private void RefuseOverlap(ReadOnlySpan<byte> path)
    {
        foreach (ExpressionNode action in Actions)
        {
            ReadOnlySpan<byte> children = ExpressionWriter.ContentOf(action.Bytes);
            ReadOnlySpan<byte> other = ExpressionWriter.TakeLast(ref children);

            // A path begins with the bytes of those above it.
            if (path.StartsWith(other) || other.StartsWith(path))
            {
                throw new ArgumentException(
                    $"The update of {_context.Schema.ItemType} changes '{Describe(path)}' and '{Describe(other)}', "
                    + "and DynamoDB takes only one change of a path.");
            }
        }
    }

    private static string Describe(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> content = ExpressionWriter.ContentOf(path);
        ExpressionOperator @operator = ExpressionWriter.OperatorOf(path);
        if (@operator == ExpressionOperator.Attribute)
        {
            return Encoding.UTF8.GetString(content);
        }

        if (@operator == ExpressionOperator.Index)
        {
            return $"[{MemoryMarshal.Read<int>(content)}]";
        }

        ReadOnlySpan<byte> last = ExpressionWriter.TakeLast(ref content);
        return $"{Describe(content)}{(@operator == ExpressionOperator.Member ? "." : "")}{Describe(last)}";
    }

    private void ClearUpdate()
    {
        _actions.Clear();
        _nestedCount = 0;
        IsUpsert = false;
        UpdateText = default;
    }
}

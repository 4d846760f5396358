using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>An expression as text with typed values, for items without a class: <c>$"Amount &gt; {100m} AND contains(Tags, {"vip"})"</c>.</summary>
/// <remarks>
/// <para>
/// What stands in braces never becomes part of the text: values travel as parameters, and <see cref="AttributeName"/> gives names that are reserved
/// words or hold other characters than expressions take. The rest is DynamoDB's own language (Developer Guide, "Using expressions in DynamoDB") and is
/// sent as it is. A string variable does not convert, so a text that was put together of values cannot be passed by mistake.
/// </para>
/// <para>The expression keeps its values, and can be used any number of times.</para>
/// </remarks>
[InterpolatedStringHandler]
public sealed class RawExpression
{
    private readonly List<(ExpressionOperator Kind, byte[] Content)> _pieces;

    /// <summary>Begins an expression. The compiler calls this.</summary>
    /// <param name="literalLength">The length of the text.</param>
    /// <param name="formattedCount">How many values and names there are.</param>
    public RawExpression(int literalLength, int formattedCount)
    {
        _pieces = new((2 * formattedCount) + 1);
    }

    /// <summary>Reads an expression with placeholders, as the SDK's requests have them, which a user has typed.</summary>
    /// <param name="text">The text, with <c>#name</c> and <c>:value</c> as placeholders.</param>
    /// <param name="names">What the names stand for, by placeholder; <see langword="null"/> for none.</param>
    /// <param name="values">What the values stand for, by placeholder; <see langword="null"/> for none.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="FormatException">A placeholder of the text stands for nothing.</exception>
    public static RawExpression Parse(
        string text, IReadOnlyDictionary<string, string>? names = null, IReadOnlyDictionary<string, RawValue>? values = null)
    {
        ArgumentNullException.ThrowIfNull(text);

        var expression = new RawExpression(text.Length, (names?.Count ?? 0) + (values?.Count ?? 0));
        int start = 0;
        for (int i = text.IndexOfAny(['#', ':']); i >= 0; i = text.IndexOfAny(['#', ':'], start))
        {
            int end = i + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            string placeholder = text[i..end];
            expression.AppendLiteral(text[start..i]);
            if (names is not null && names.TryGetValue(placeholder, out string? name))
            {
                expression.AppendFormatted(new AttributeName(name));
            }
            else if (values is not null && values.TryGetValue(placeholder, out RawValue value))
            {
                expression.AppendFormatted(value);
            }
            else
            {
                throw new FormatException($"Nothing is given for placeholder '{placeholder}'.");
            }

            start = end;
        }

        expression.AppendLiteral(text[start..]);
        return expression;
    }

    /// <summary>Adds text. The compiler calls this.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException">It holds a placeholder of its own.</exception>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.AsSpan().IndexOfAny('#', ':') >= 0)
        {
            throw new FormatException("An expression has no placeholders of its own: write the value, or new AttributeName(\"…\"), in braces.");
        }

        if (value.Length > 0)
        {
            _pieces.Add((ExpressionOperator.Literal, JsonText.Escape(value)));
        }
    }

    /// <summary>Adds a value, as a parameter. The compiler calls this.</summary>
    /// <param name="value">The value.</param>
    public void AppendFormatted(RawValue value) => _pieces.Add((ExpressionOperator.Value, value.Json.ToArray()));

    /// <summary>Adds an attribute's name. The compiler calls this.</summary>
    /// <param name="name">The name.</param>
    public void AppendFormatted(AttributeName name)
        => _pieces.Add((ExpressionOperator.Attribute, JsonText.Escape(name.Name)));

    internal ExpressionNode AppendTo(ExpressionBuilder builder)
    {
        if (_pieces.Count == 0)
        {
            throw new ArgumentException("The expression is empty.");
        }

        int start = builder.Begin();
        foreach ((ExpressionOperator kind, byte[] content) in _pieces)
        {
            builder.AppendLeaf(kind, content);
        }

        return builder.End(ExpressionOperator.Text, start);
    }
}

/// <summary>The name of an attribute in a <see cref="RawExpression"/>, where it is a reserved word or holds characters that expressions do not take.</summary>
/// <param name="Name">The name, without placeholder: <c>$"{new AttributeName("Status")} = {"open"}"</c>. It is one name, not a path.</param>
public readonly record struct AttributeName(string Name);

using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>An expression as text with typed values, for items without a class: <c>$"Amount &gt; {100m} AND contains(Tags, {"vip"})"</c>.</summary>
/// <remarks>
/// <para>
/// Values in braces never become part of the text: they are sent as parameters. Use <see cref="AttributeName"/> for names that are reserved
/// words or contain characters that expressions do not allow. The rest is DynamoDB's own language (Developer Guide, "Using expressions in
/// DynamoDB") and is sent unchanged. A string variable does not convert, so that you cannot pass text composed of values by mistake.
/// </para>
/// <para>The expression keeps its values, and can be used any number of times.</para>
/// </remarks>
[InterpolatedStringHandler]
public sealed class RawExpression
{
    private readonly List<(ExpressionOperator Kind, byte[] Content)> _pieces;

    /// <summary>Begins an expression. The compiler calls this.</summary>
    /// <param name="literalLength">The length of the text.</param>
    /// <param name="formattedCount">The number of values and names.</param>
    public RawExpression(int literalLength, int formattedCount)
    {
        _pieces = new((2 * formattedCount) + 1);
    }

    /// <summary>Parses an expression with placeholders, as in the SDK's requests, for example one that a user typed.</summary>
    /// <param name="text">The text, with <c>#name</c> and <c>:value</c> as placeholders.</param>
    /// <param name="names">The names, by placeholder; <see langword="null"/> for none.</param>
    /// <param name="values">The values, by placeholder; <see langword="null"/> for none.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="FormatException">A placeholder of the text has no name or value.</exception>
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
                throw new FormatException($"Placeholder '{placeholder}' has no name or value.");
            }

            start = end;
        }

        expression.AppendLiteral(text[start..]);
        return expression;
    }

    /// <summary>Adds text. The compiler calls this.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException">It contains a placeholder.</exception>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.AsSpan().IndexOfAny('#', ':') >= 0)
        {
            throw new FormatException("An expression must not contain placeholders: write the value, or new AttributeName(\"…\"), in braces.");
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

/// <summary>
/// The name of an attribute in a <see cref="RawExpression"/>, if it is a reserved word or contains characters that expressions do not
/// allow.
/// </summary>
/// <param name="Name">The name, without placeholder: <c>$"{new AttributeName("Status")} = {"open"}"</c>. It is one name, not a path.</param>
public readonly record struct AttributeName(string Name);

using System.Runtime.CompilerServices;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A PartiQL statement whose values are parameters: <c>$"SELECT * FROM {orders} WHERE CustomerId = {id}"</c>.</summary>
/// <remarks>
/// A value in braces never becomes part of the text, whatever it contains: it is sent as a parameter. A table or index in braces becomes
/// its quoted name in DynamoDB, prefix included, because PartiQL does not accept parameters there. A string variable does not convert to a
/// statement, so that you cannot pass text composed of values by mistake (Developer Guide, "PartiQL statements").
/// </remarks>
[InterpolatedStringHandler]
public sealed class PartiQLStatement
{
    private readonly StringBuilder _text;
    private readonly List<byte[]> _parameters;

    /// <summary>Begins a statement. The compiler calls this.</summary>
    /// <param name="literalLength">The length of the text.</param>
    /// <param name="formattedCount">The number of tables, indexes and values.</param>
    public PartiQLStatement(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 16));
        _parameters = new(formattedCount);
    }

    /// <summary>Gets the statement as it is sent, with a question mark for each value.</summary>
    public string Text => _text.ToString();

    /// <summary>Gets the first of the tables in the statement.</summary>
    internal string TableName { get; private set; } = "";

    internal bool IsWrite => !Text.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds text. The compiler calls this.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException">It contains a question mark, which would be taken for a value.</exception>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Contains('?', StringComparison.Ordinal))
        {
            throw new FormatException("A question mark would be taken for a value: write the value, or the string that holds the mark, in braces.");
        }

        _text.Append(value);
    }

    /// <summary>Adds a value, as a parameter. The compiler calls this.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">It is between quotes, where it would not be a parameter.</exception>
    public void AppendFormatted(RawValue value)
    {
        ThrowIfQuoted();
        _parameters.Add(value.Json.ToArray());
        _text.Append('?');
    }

    /// <summary>
    /// Adds an enum's name, as a parameter. The compiler calls this. For an enum that is stored as a number, pass the number instead.
    /// </summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">It is between quotes, where it would not be a parameter.</exception>
    public void AppendFormatted<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => AppendFormatted((RawValue)value.ToString());

    /// <summary>Adds the quoted name of a table. The compiler calls this.</summary>
    /// <param name="table">The table.</param>
    /// <exception cref="FormatException">It is between quotes, but its name already has quotes.</exception>
    public void AppendFormatted(DynamoTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        AppendName(table.TableName);
    }

    /// <summary>Adds the quoted names of an index and its table. The compiler calls this.</summary>
    /// <param name="index">The index.</param>
    /// <exception cref="FormatException">It is between quotes, but its name already has quotes.</exception>
    public void AppendFormatted(DynamoIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        AppendName(index.Connection.Name);
        _text.Append(".\"").Append(index.Schema.Name).Append('"');
    }

    /// <summary>Writes the members <c>"Statement":"…","Parameters":[…]</c>.</summary>
    internal void WriteTo(ByteBuffer request)
    {
        request.Write("\"Statement\":\""u8);
        request.Write(JsonText.Escape(Text));
        request.Write((byte)'"');

        // DynamoDB refuses an empty list.
        for (int i = 0; i < _parameters.Count; i++)
        {
            request.Write(i == 0 ? ",\"Parameters\":["u8 : ","u8);
            request.Write(_parameters[i]);
        }

        request.Write(_parameters.Count > 0 ? "]"u8 : default);
    }

    private void AppendName(string table)
    {
        ThrowIfQuoted();
        TableName = TableName.Length == 0 ? table : TableName;
        _text.Append('"').Append(table).Append('"');
    }

    /// <summary>Refuses a value or name after an open quote: there it would be sent as text.</summary>
    private void ThrowIfQuoted()
    {
        // A quote within a string or name is doubled, which closes and opens it again.
        char? quote = null;
        foreach (char c in Text)
        {
            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && (c is '\'' or '"'))
            {
                quote = c;
            }
        }

        if (quote is not null)
        {
            throw new FormatException(
                "Braces are between quotes: leave the quotes out. A value in braces is a parameter, and a table's name gets its own quotes.");
        }
    }
}

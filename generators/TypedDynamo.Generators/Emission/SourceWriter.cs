using System.Text;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes indented C#, with the same line ends on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or several: each of them is indented.</summary>
    public void Line(string text = "")
    {
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;

            // The generator's own raw strings have the line ends of the machine that compiled it.
            int length = end > start && text[end - 1] == '\r' ? end - 1 - start : end - start;
            if (length > 0)
            {
                _text.Append(' ', _depth * 4).Append(text, start, length);
            }

            _text.Append('\n');
            start = end + 1;
        }
    }

    /// <summary>Writes a header and an opening brace; disposing of the result closes it.</summary>
    public Scope Block(string header)
    {
        Line(header);
        Line("{");
        _depth++;
        return new Scope(this, "}");
    }

    /// <summary>Indents what follows until the result is disposed of.</summary>
    public Scope Indent()
    {
        _depth++;
        return new Scope(this, closing: null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(SourceWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (closing is not null)
            {
                writer.Line(closing);
            }
        }
    }
}

using System.Text;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes indented C#, with the same line ends on every machine, and wraps what is too long for a line.</summary>
internal sealed class SourceWriter
{
    private const int MaxLength = 160;
    private const string Indentation = "    ";
    private const string Comment = "/// ";

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
            WriteLine(text, start, length);
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

    private void WriteLine(string text, int start, int length)
    {
        if (length == 0)
        {
            _text.Append('\n');
            return;
        }

        int indentation = _depth * Indentation.Length;
        if (string.CompareOrdinal(text, start, Comment, 0, Comment.Length) == 0)
        {
            WriteComment(text.Substring(start, length), indentation);
            return;
        }

        int continued = indentation + LeadingSpaces(text, start) + Indentation.Length;
        while (indentation + length > MaxLength && FindBreak(text, start, length, MaxLength - indentation) is var taken and > 0)
        {
            Append(text, start, taken, indentation);
            start += taken;
            length -= taken;
            indentation = continued;
        }

        Append(text, start, length, indentation);
    }

    // Between the words outside of its tags, the documentation can continue on another line.
    private void WriteComment(string text, int indentation)
    {
        while (indentation + text.Length > MaxLength)
        {
            int depth = 0;
            int taken = 0;
            for (int i = Comment.Length; i <= MaxLength - indentation; i++)
            {
                depth += text[i] == '<' ? 1 : text[i] == '>' ? -1 : 0;
                taken = text[i] == ' ' && depth == 0 ? i : taken;
            }

            if (taken == 0)
            {
                break;
            }

            Append(text, 0, taken, indentation);
            text = Comment + text.Substring(taken + 1);
        }

        Append(text, 0, text.Length, indentation);
    }

    private void Append(string text, int start, int length, int indentation)
    {
        while (length > 0 && text[start + length - 1] == ' ')
        {
            length--;
        }

        _text.Append(' ', indentation).Append(text, start, length).Append('\n');
    }

    /// <summary>
    /// Finds the best place to break a line of code: a body, or else the last argument that fits, or else the last statement, or else an opening
    /// parenthesis or an attribute. 0 if none.
    /// </summary>
    /// <remarks>Literals, comments and directives stay whole, for a line end would change them.</remarks>
    private static int FindBreak(string text, int start, int length, int limit)
    {
        int first = start + LeadingSpaces(text, start);
        if (first == start + length || text[first] is '#' or '/')
        {
            return 0;
        }

        int depth = 0;
        int best = 0;
        int bestDepth = int.MaxValue;
        int body = 0;
        int statement = 0;
        int opening = 0;
        int openingDepth = int.MaxValue;
        bool isConstraint = false;
        for (int i = first; i < start + length && i - start <= limit; i++)
        {
            char next = i + 1 < start + length ? text[i + 1] : '\n';
            switch (text[i])
            {
                case '"' or '\'':
                    i = EndOfLiteral(text, i);
                    break;
                case '/' when next == '/':
                    return Best();
                case ';' when next == ' ' && i + 2 - start <= limit && i + 2 < start + length && text[i + 2] != '}':
                    statement = i + 2 - start;
                    break;
                case '(' when next != ')' && i + 1 - start <= limit && depth <= openingDepth:
                    opening = i + 1 - start;
                    openingDepth = depth;
                    depth++;
                    break;
                case ']' when text[first] == '[' && next == ' ' && depth == 1 && opening == 0:
                    opening = i + 2 - start;
                    depth--;
                    break;
                case '(' or '[' or '{':
                case '<' when i > first && text[i - 1] != ' ':
                    depth++;
                    break;
                case ')' or ']' or '}':
                case '>' when i > first && text[i - 1] is not (' ' or '='):
                    depth--;
                    break;
                case ',' when next == ' ' && i + 2 - start <= limit && depth <= Math.Max(bestDepth, 1):
                    best = i + 2 - start;
                    bestDepth = depth;
                    break;
                case 'w' when depth <= 0 && i > first && string.CompareOrdinal(text, i - 1, " where ", 0, 7) == 0:
                    best = i - start;
                    bestDepth = depth;
                    isConstraint = true;
                    break;
                case '?' or ':' when next == ' ' && i > first && text[i - 1] == ' ' && depth <= bestDepth && !isConstraint:
                    best = i - start;
                    bestDepth = depth;
                    break;
                case '=' when depth <= 0 && next == '>' && i > first:
                    body = i - start;
                    break;
                case '&' or '|' when next == text[i] && i > first && depth <= bestDepth:
                    best = i - start;
                    bestDepth = depth;
                    i++;
                    break;
            }
        }

        return Best();

        int Best() => body > 0 ? body : best > 0 ? best : statement > 0 ? statement : opening;
    }

    private static int LeadingSpaces(string text, int start)
    {
        int count = 0;
        while (start + count < text.Length && text[start + count] == ' ')
        {
            count++;
        }

        return count;
    }

    private static int EndOfLiteral(string text, int start)
    {
        int i = start + 1;
        while (i < text.Length && text[i] != text[start])
        {
            i += text[i] == '\\' ? 2 : 1;
        }

        return i;
    }

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

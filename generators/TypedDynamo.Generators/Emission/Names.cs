using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Turns users' names into C#, JSON and documentation that hold whatever the name holds.</summary>
internal static class Names
{
    /// <summary>An identifier, escaped where it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A string as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The inside of a JSON string as a UTF-8 literal, so that no name is escaped at run time.</summary>
    public static string JsonLiteral(string text)
    {
        var json = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c < ' ' || IsLoneSurrogate(text, i))
            {
                // A lone surrogate has no UTF-8, and the compiler would refuse the literal.
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(c);
            }
        }

        return Literal(json.ToString()) + "u8";
    }

    /// <summary>A string's UTF-8 as a C# literal. Half a surrogate pair has none.</summary>
    public static string Utf8Literal(string text) => Literal(text) + "u8";

    /// <summary>Text behind <c>//</c>: one line, whatever it holds.</summary>
    public static string Comment(string text) => new([.. text.Select(c => EndsLine(c) ? ' ' : c)]);

    /// <summary>Text inside a documentation comment: one line of well-formed XML, whatever it holds.</summary>
    public static string Doc(string text)
    {
        var xml = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            xml.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when EndsLine(c) => " ",
                _ when c < ' ' || c >= '\ufffe' || IsLoneSurrogate(text, i) => "\ufffd",
                _ => c.ToString(),
            });
        }

        return xml.ToString();
    }

    /// <summary>A member's name as that of a parameter: <c>CustomerId</c> becomes <c>customerId</c>, <c>URL</c> becomes <c>url</c>.</summary>
    public static string CamelCase(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            // Of several capitals in a row, the last begins the next word: `IPAddress` becomes `ipAddress`.
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static bool EndsLine(char c) => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsLoneSurrogate(string text, int index)
        => char.IsHighSurrogate(text[index])
            ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}

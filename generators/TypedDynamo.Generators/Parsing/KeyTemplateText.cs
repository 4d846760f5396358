using System.Text;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads the text of a key template: <c>ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}</c>.</summary>
internal static class KeyTemplateText
{
    /// <summary>Splits a template into literal text and properties.</summary>
    /// <param name="template">The template.</param>
    /// <param name="parts">The parts; if there is a problem, those before it.</param>
    /// <returns>The problem with the text, or null.</returns>
    public static string? Read(string template, out List<KeyTemplatePart> parts)
    {
        parts = [];
        if (template.Length == 0)
        {
            return "is empty; give it literal text or a property";
        }

        var literal = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            bool isDoubled = i + 1 < template.Length && template[i + 1] == c;
            if (c is '{' or '}' && isDoubled)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '}')
            {
                return $"has a closing brace at position {i} without an opening one; write }}}} for the brace itself";
            }
            else if (c == '{')
            {
                int end = template.IndexOf('}', i);
                if (end < 0)
                {
                    return $"has an opening brace at position {i} without a closing one; write {{{{ for the brace itself";
                }

                AddLiteral(parts, literal);
                parts.Add(ReadProperty(template.Substring(i + 1, end - i - 1)));
                i = end;
            }
            else
            {
                literal.Append(c);
            }
        }

        AddLiteral(parts, literal);
        return IsUnicode(template) ? null : "has half a surrogate pair, which has no UTF-8 form";
    }

    private static void AddLiteral(List<KeyTemplatePart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new KeyTemplatePart { Literal = literal.ToString() });
            literal.Clear();
        }
    }

    private static KeyTemplatePart ReadProperty(string text)
    {
        int colon = text.IndexOf(':');
        return colon < 0
            ? new KeyTemplatePart { Member = text }
            : new KeyTemplatePart { Member = text.Substring(0, colon), Format = text.Substring(colon + 1) };
    }

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}

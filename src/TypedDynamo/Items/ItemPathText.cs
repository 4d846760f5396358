using System.Text;
using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>Names a place inside an item in messages, as in <c>Lines[3].Price</c>.</summary>
internal static class ItemPathText
{
    private enum Kind
    {
        /// <summary>Attributes, or the entries of a map.</summary>
        Map,

        /// <summary>The elements of a list.</summary>
        List,

        /// <summary>The text around a value, as in <c>{"M":…}</c>, and a set, whose elements have no places.</summary>
        Value,
    }

    /// <summary>Returns the path to the value at a position; empty outside of every attribute.</summary>
    /// <param name="item">Bytes that start with the item's opening brace. They may end in the middle of it.</param>
    /// <param name="position">Where the token begins whose place is asked for; by default the end.</param>
    public static string Read(ReadOnlySpan<byte> item, int position = int.MaxValue)
    {
        var options = new JsonReaderOptions { MaxDepth = JsonText.MaxDepth };
        var json = new Utf8JsonReader(item, isFinalBlock: false, new JsonReaderState(options));
        var levels = new List<Level>();
        bool isList = false;
        while (json.Read() && json.TokenStartIndex < position)
        {
            Level? level = levels.LastOrDefault();
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName when level!.Kind == Kind.Map:
                    level.Name = JsonText.Show(ref json);
                    break;
                case JsonTokenType.PropertyName:
                    isList = json.ValueTextEquals("L"u8);
                    break;
                case JsonTokenType.StartObject when level is null || level.Kind == Kind.Value:
                    levels.Add(new Level(Kind.Map));
                    break;
                case JsonTokenType.StartObject:
                    level.Index++;
                    levels.Add(new Level(Kind.Value));
                    break;
                case JsonTokenType.StartArray:
                    levels.Add(new Level(isList ? Kind.List : Kind.Value));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    levels.RemoveAt(levels.Count - 1);
                    if (levels.LastOrDefault() is { Kind: Kind.Map } around)
                    {
                        around.Name = null;
                    }

                    break;
            }
        }

        return Describe(levels);
    }

    private static string Describe(List<Level> levels)
    {
        var path = new StringBuilder();
        foreach (Level level in levels)
        {
            if (level.Kind == Kind.List)
            {
                // At a list's own level, the next element has not begun.
                path.Append('[').Append(level == levels[^1] ? level.Index + 1 : level.Index).Append(']');
            }
            else if (level.Name is not null)
            {
                path.Append(path.Length == 0 ? "" : ".").Append(level.Name);
            }
        }

        return path.ToString();
    }

    private sealed class Level(Kind kind)
    {
        public Kind Kind { get; } = kind;

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}

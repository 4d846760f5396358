namespace TypedDynamo.Generators.Model;

/// <summary>Determines whether two types of one table can have items with the same key.</summary>
/// <remarks>It compares the possible texts: <c>ORDER#{Id}</c> and <c>ORDER#{Id}#LINE#{Line}</c> overlap if the Id is a string, and not if it is a
/// Guid.</remarks>
internal static class KeyTemplateOverlap
{
    public static bool Exists(TableModel first, TableModel second)
    {
        var (templates, others) = (first.Item.KeyTemplates, second.Item.KeyTemplates);
        return templates.Count > 0
            && templates.Count == others.Count
            && templates.Zip(others, (template, other) => template.Attribute == other.Attribute
                && Meet(Describe(first.Item, template), Describe(second.Item, other))).All(meet => meet);
    }

    /// <summary>Whether a text fits both descriptions.</summary>
    private static bool Meet(List<Characters> first, List<Characters> second)
    {
        // Of the ends of both from a place on: whether a text fits them.
        bool[,] meet = new bool[first.Count + 1, second.Count + 1];
        for (int i = first.Count; i >= 0; i--)
        {
            for (int j = second.Count; j >= 0; j--)
            {
                bool hasFirst = i < first.Count;
                bool hasSecond = j < second.Count;
                meet[i, j] = (!hasFirst && !hasSecond)
                    || (hasFirst && first[i].IsRepeated && meet[i + 1, j])
                    || (hasSecond && second[j].IsRepeated && meet[i, j + 1])
                    || (hasFirst && hasSecond && first[i].Meets(second[j])
                        && meet[first[i].IsRepeated ? i : i + 1, second[j].IsRepeated ? j : j + 1]);
            }
        }

        return meet[0, 0];
    }

    private static List<Characters> Describe(ItemModel item, KeyTemplateModel template)
    {
        var characters = new List<Characters>();
        for (int i = 0; i < template.Parts.Count; i++)
        {
            var part = template.Parts[i];
            if (part.Member is null)
            {
                characters.AddRange(part.Literal.Select(Characters.One));
                continue;
            }

            // A value does not hold the literal that ends it.
            string end = i + 1 < template.Parts.Count ? template.Parts[i + 1].Literal : "";
            var kind = item.Members.First(candidate => candidate.Member.Member == part.Member).Member.Value.Innermost.Kind;
            string shape = KeyTextForm.Find(kind, part.Format)!.Shape;
            for (int place = 0; place < shape.Length; place++)
            {
                bool isRepeated = place + 1 < shape.Length && shape[place + 1] == '*';
                characters.Add(Characters.Of(shape[place], isRepeated, end.Length == 1 ? end[0] : null));
                place += isRepeated ? 1 : 0;
            }
        }

        return characters;
    }

    /// <summary>One character of a text, or any number of them: one that it must be, or a class.</summary>
    private readonly struct Characters(char? only, string? allowed, char? forbidden, bool isRepeated)
    {
        private const string Digits = "0123456789";

        private readonly char? _only = only;
        private readonly string? _allowed = allowed;
        private readonly char? _forbidden = forbidden;

        public bool IsRepeated { get; } = isRepeated;

        public static Characters One(char character) => new(character, null, null, isRepeated: false);

        public static Characters Of(char shape, bool isRepeated, char? end) => shape switch
        {
            '*' => new(null, null, end, isRepeated: true),
            '0' when isRepeated => new(null, Digits + "-.", null, isRepeated),
            '0' => new(null, Digits, null, isRepeated),
            'a' => new(null, Digits + "abcdefghijklmnopqrstuvwxyz", null, isRepeated),
            _ => One(shape),
        };

        public bool Meets(Characters other)
            => _only is { } only ? other.Has(only)
                : other._only is { } otherOnly ? Has(otherOnly)
                : _allowed is null || other._allowed is null || _allowed.Any(other._allowed.Contains);

        private bool Has(char character)
            => _only is { } only ? only == character : character != _forbidden && _allowed?.Contains(character) != false;
    }
}

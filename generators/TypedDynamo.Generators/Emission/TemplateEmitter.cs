using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how composed keys are written, read back, and asked for by queries.</summary>
internal static class TemplateEmitter
{
    private const string Span = "global::System.ReadOnlySpan<byte>";

    public static bool IsComposed(this TableModel model) => model.Item.KeyTemplates.Count > 0;

    /// <summary>The name of the method that writes a composed key.</summary>
    public static string KeyWriter(int template) => $"Compose{RoleOf(template)}Key";

    /// <summary>The values that a composed key is written from, as one: <c>item.CustomerId</c>, or a tuple of several.</summary>
    public static string Values(KeyTemplateModel template, Func<string, string> valueOf)
    {
        var values = template.Members.Select(valueOf).ToList();
        return values.Count switch
        {
            0 => "default(global::System.ValueTuple)",
            1 => values[0],
            _ => $"({string.Join(", ", values)})",
        };
    }

    /// <summary>Writes the methods of a mapper that write and read the keys.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="names">The names of the mapper's members.</param>
    /// <param name="item">The items.</param>
    /// <param name="hasQueries">Whether queries use the mapper, which write the parts of a sort key.</param>
    public static void WriteMethods(SourceWriter writer, MapperNames names, ItemModel item, bool hasQueries)
    {
        for (int i = 0; i < item.KeyTemplates.Count && !names.OnlyReads; i++)
        {
            WriteKeyWriter(writer, names, item, i);
        }

        if (hasQueries && item.KeyTemplates.Count == 2)
        {
            WriteSortKeyParts(writer, names, item);
        }

        if (item.KeyTemplates.Count > 0)
        {
            WriteTryReadKey(writer, names, item);
        }
    }

    private static void WriteKeyWriter(SourceWriter writer, MapperNames names, ItemModel item, int position)
    {
        var template = item.KeyTemplates[position];
        writer.Line();
        using (writer.Block(
            $"internal static void {KeyWriter(position)}(ref {GlobalNames.ItemWriter} writer, {TypeOfValues(item, template)} key) // {Comment(template)}"))
        {
            writer.Line("writer.BeginKeyText();");
            foreach (var part in template.Parts)
            {
                WritePart(writer, names, item, part, ValueIn(template, part));
            }

            writer.Line($"writer.EndKeyText({GlobalNames.KeyRole}.{RoleOf(position)});");
        }
    }

    /// <summary>Writes what a query knows of the sort key by the partition key, and each part that it may go on with.</summary>
    private static void WriteSortKeyParts(SourceWriter writer, MapperNames names, ItemModel item)
    {
        var (partition, sort) = (item.KeyTemplates[0], item.KeyTemplates[1]);
        int known = KnownParts(item);
        writer.Line();
        using (writer.Block($"internal static void BeginSortKey(ref {GlobalNames.ItemWriter} writer, {TypeOfValues(item, partition)} key)"))
        {
            foreach (var part in sort.Parts.Take(known))
            {
                WritePart(writer, names, item, part, ValueIn(partition, part));
            }
        }

        for (int i = known; i < sort.Parts.Count; i++)
        {
            if (sort.Parts[i].Member is { } member)
            {
                writer.Line();
                using (writer.Block($"internal static void {PartWriter(i)}(ref {GlobalNames.ItemWriter} writer, {Member(item, member).Type} value)"))
                {
                    WritePart(writer, names, item, sort.Parts[i], "value");
                }
            }
        }
    }

    private static void WritePart(SourceWriter writer, MapperNames names, ItemModel item, KeyTemplatePart part, string value)
    {
        if (part.Member is null)
        {
            writer.Line($"writer.WriteKeyLiteral({Names.Utf8Literal(part.Literal)});");
            return;
        }

        var attribute = Member(item, part.Member);
        string write = (part.Format, KeyTextForm.Digits(part.Format ?? "")) switch
        {
            (null, _) => ValueEmitter.Write(names, attribute.Value, value),
            (_, { } digits) when attribute.Value.Innermost.Kind != MemberKind.Guid
                => $"writer.WritePadded({ValueEmitter.Innermost(names, attribute.Value, value)}, {digits})",
            _ => $"writer.Write{attribute.Value.Innermost.Kind}({ValueEmitter.Innermost(names, attribute.Value, value)}, {Names.Literal(part.Format!)})",
        };
        writer.Line($"writer.BeginKeyPart({Names.Literal(part.Member)});\n{write};");
        if (FormOf(item, part).Width is not null)
        {
            writer.Line("writer.EndKeyPart();");
        }
    }

    private static void WriteTryReadKey(SourceWriter writer, MapperNames names, ItemModel item)
    {
        var outs = item.KeyMembers.Select(member => $", out {TypeRead(member)} {LocalOf(item, member)}");
        string sortKey = item.KeyTemplates.Count == 2 ? $", {Span} sortKey" : "";
        writer.Line();
        using (writer.Block($"internal static bool TryReadKey({Span} partitionKey{sortKey}{string.Concat(outs)})"))
        {
            foreach (var member in item.KeyMembers)
            {
                writer.Line($"{LocalOf(item, member)} = default;");
            }

            var known = new List<KeyTemplatePart>();
            var read = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < item.KeyTemplates.Count; i++)
            {
                writer.Line($"{(i == 0 ? "var " : "\n")}text = new {GlobalNames.KeyTextReader}({(i == 0 ? "partitionKey" : "sortKey")}); // {Comment(item.KeyTemplates[i])}");
                WriteReadTemplate(writer, names, item, item.KeyTemplates[i], known, read);
            }

            writer.Line("return true;");
        }
    }

    private static void WriteReadTemplate(
        SourceWriter writer, MapperNames names, ItemModel item, KeyTemplateModel template, List<KeyTemplatePart> known, HashSet<string> read)
    {
        for (int i = 0; i < template.Parts.Count; i++)
        {
            var part = template.Parts[i];
            if (part.Member is null)
            {
                // The literal behind a part of any length is what ends it.
                if (i == 0 || FormOf(item, template.Parts[i - 1]).Width is not null)
                {
                    Require($"text.ReadLiteral({Names.Utf8Literal(part.Literal)})");
                }

                continue;
            }

            if (FormOf(item, part).Width is { } width)
            {
                Require($"text.ReadPart({width})");
            }
            else if (i + 1 < template.Parts.Count)
            {
                Require($"text.ReadPart({Names.Utf8Literal(template.Parts[i + 1].Literal)})");
            }
            else
            {
                writer.Line("text.ReadLastPart();");
            }

            int before = known.IndexOf(part);
            if (before >= 0)
            {
                Require($"global::System.MemoryExtensions.SequenceEqual(text.Part, part{before})");
                continue;
            }

            var member = Member(item, part.Member);
            bool isSource = item.KeyMembers.Contains(member) && FormOf(item, part).IsLossless && read.Add(part.Member);
            Require(TryGet(names, member.Value.Innermost, part.Format, isSource ? LocalOf(item, member) : "_"));
            if (item.KeyTemplates.SelectMany(other => other.Parts).Count(other => other.Equals(part)) > 1)
            {
                writer.Line($"var part{known.Count} = text.Part;");
                known.Add(part);
            }
        }

        var last = template.Parts[template.Parts.Count - 1];
        if (last.Member is null || FormOf(item, last).Width is not null)
        {
            Require("text.IsAtEnd");
        }

        void Require(string condition) => writer.Line($"if (!{condition}) return false;");
    }

    private static string TryGet(MapperNames names, ValueModel value, string? format, string target)
    {
        string formatArgument = format is null ? "" : $", {Names.Literal(format)}";
        return value.Kind switch
        {
            MemberKind.Enum => $"text.TryGetEnum({names.EnumField(value.Type)}, out {target})",
            MemberKind.Guid or MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly or MemberKind.TimeOnly
                => $"text.TryGet{value.Kind}(out {target}{formatArgument})",
            MemberKind.String or MemberKind.Char or MemberKind.Boolean or MemberKind.Decimal or MemberKind.TimeSpan
                => $"text.TryGet{value.Kind}(out {target})",
            _ when format is not null => $"text.TryGetPadded<{value.Type}>({KeyTextForm.Digits(format)}, out {target})",
            _ => $"text.TryGetInteger<{value.Type}>(out {target})",
        };
    }

    /// <summary>The conditions that tell the items of the type from the others in the table: their keys are composed as the templates say.</summary>
    public static IEnumerable<string> Conditions(ItemModel item)
    {
        for (int i = 0; i < item.KeyTemplates.Count; i++)
        {
            yield return $"reader.TryPeekString(Schema, {item.Attributes.Count + i}, out var {KeyLocal(i)})";
        }

        if (item.KeyTemplates.Count > 0)
        {
            string keys = string.Join(", ", item.KeyTemplates.Select((_, i) => KeyLocal(i)));
            yield return $"TryReadKey({keys}{string.Concat(item.KeyMembers.Select(_ => ", out _"))})";
        }
    }

    /// <summary>Writes the locals that hold the keys until the item has been read.</summary>
    public static void WriteKeyLocals(SourceWriter writer, ItemModel item)
    {
        for (int i = 0; i < item.KeyTemplates.Count; i++)
        {
            writer.Line($"{Span} {KeyLocal(i)} = default; // {Comment(item.KeyTemplates[i])}");
        }
    }

    /// <summary>Writes the cases of the keys, in the loop over an item's attributes.</summary>
    public static void WriteKeyCases(SourceWriter writer, ItemModel item)
    {
        for (int i = 0; i < item.KeyTemplates.Count; i++)
        {
            string comment = Names.Comment(item.KeyTemplates[i].Attribute);
            writer.Line($"case {item.Attributes.Count + i}: {KeyLocal(i)} = reader.ReadKeyText(); break; // {comment}");
        }
    }

    /// <summary>Writes how the properties are taken out of the keys.</summary>
    public static void WriteReadKey(SourceWriter writer, MapperNames names, ItemModel item)
    {
        if (item.KeyTemplates.Count == 0)
        {
            return;
        }

        string keys = string.Join(", ", item.KeyTemplates.Select((_, i) => KeyLocal(i)));
        string outs = string.Concat(item.KeyMembers.Select(member => $", out {TypeRead(member)} {LocalOf(item, member)}"));
        writer.Line($"if (!TryReadKey({keys}{outs})) reader.ThrowOtherKey(Schema);");
        foreach (var member in item.KeyMembers)
        {
            string stored = member.Value.Innermost.Kind == MemberKind.String
                ? $"global::System.Text.Encoding.UTF8.GetString({LocalOf(item, member)})"
                : LocalOf(item, member);
            string value = ValueEmitter.FromInnermost(names, member.Value, stored);
            if (value != LocalOf(item, member))
            {
                writer.Line($"{member.Type} value{item.NumberOf(member.Member)} = {value};");
            }
        }
    }

    /// <summary>Writes the keys of an item.</summary>
    public static void WriteKeys(SourceWriter writer, ItemModel item, Func<string, string> valueOf)
    {
        for (int i = 0; i < item.KeyTemplates.Count; i++)
        {
            var template = item.KeyTemplates[i];
            writer.Line($"writer.WriteName({Names.JsonLiteral(template.Attribute)}); {KeyWriter(i)}(ref writer, {Values(template, valueOf)});");
        }
    }

    /// <summary>The condition on the sort key that follows from the values in the partition key; empty where the table has no sort key.</summary>
    public static string KnownSortKey(TableModel model, string partitionValues)
    {
        if (model.Item.KeyTemplates.Count < 2)
        {
            return "";
        }

        bool isWhole = KnownParts(model.Item) == model.Item.KeyTemplates[1].Parts.Count;
        return $"{BeginSortKey(partitionValues)}.{(isWhole ? "Is" : "Begins")}()";
    }

    /// <summary>The token that a query's lambda gets.</summary>
    public static string FirstStep(TableModel model, string partitionValues) => $"new {model.SortKeySteps}({BeginSortKey(partitionValues)})";

    /// <summary>Whether the sort key has properties that are not in the partition key.</summary>
    public static bool HasSteps(TableModel model)
        => model.Item.KeyTemplates.Count == 2 && (!model.IsUsable || KnownParts(model.Item) < model.Item.KeyTemplates[1].Parts.Count);

    /// <summary>Writes the properties of the sort key: each step has the one that may come next.</summary>
    public static void WriteSteps(SourceWriter writer, TableModel model)
    {
        var parts = model.Item.KeyTemplates[1].Parts;
        string step = model.SortKeySteps;
        string before = "";
        for (int i = KnownParts(model.Item); i < parts.Count; i++)
        {
            if (parts[i].Member is not { } member)
            {
                continue;
            }

            int next = i + 1 < parts.Count && parts[i + 1].Member is null ? i + 2 : i + 1;
            string end = next == i + 2 ? $"{Names.Utf8Literal(parts[i + 1].Literal)}.ToArray()" : "[]";
            bool isLast = next >= parts.Count;
            string? nextStep = isLast ? null : model.StepBehind(member);
            string type = Member(model.Item, member).Type;
            string token = (isLast, Sorts(model.Item, parts[i], isLast && next == i + 1)) switch
            {
                (true, true) => $"{GlobalNames.LastSortedKeyPart}<{type}>",
                (true, false) => $"{GlobalNames.LastKeyPart}<{type}>",
                (false, true) => $"{GlobalNames.SortedKeyPartStep}<{type}, {nextStep}>",
                (false, false) => $"{GlobalNames.KeyPartStep}<{type}, {nextStep}>",
            };
            string following = isLast ? "" : $", static text => new {nextStep}(text)";

            writer.Line(before.Length == 0
                ? "\n/// <summary>The sort key's properties, the first of which comes first. As a condition, they ask no more.</summary>"
                : $"\n/// <summary>The sort key's properties behind <c>{Names.Doc(before)}</c>. As a condition, they ask no more.</summary>");
            using (writer.Block($"public readonly struct {step}"))
            {
                writer.Line($$"""
                    private readonly {{GlobalNames.KeyText}} _text;

                    internal {{step}}({{GlobalNames.KeyText}} text) => _text = text;

                    /// <summary>Ends the condition here.</summary>
                    /// <param name="keys">The properties of which nothing is asked.</param>
                    public static implicit operator {{GlobalNames.KeyCondition}}({{step}} keys) => keys._text.Begins();

                    /// <summary>Gets the property <c>{{Names.Doc(member)}}</c>{{(parts[i].Format is { } format ? $", which stands in the key as <c>{Names.Doc(format)}</c>" : "")}}.</summary>
                    public {{token}} {{Names.Identifier(member)}} => new(_text, Mapper.{{PartWriter(i)}}, {{end}}{{following}});
                    """);
            }

            (before, step) = (member, nextStep ?? "");
        }
    }

    // Where nothing follows, a string sorts by itself.
    private static bool Sorts(ItemModel item, KeyTemplatePart part, bool isAtEnd)
        => FormOf(item, part).Sorts || (isAtEnd && Member(item, part.Member!).Value.Innermost.Kind == MemberKind.String);

    /// <summary>The number of the sort key's parts that are literal text or stand in the partition key too, before the first that does not.</summary>
    private static int KnownParts(ItemModel item)
    {
        var known = item.KeyTemplates[0].Members.ToList();
        return item.KeyTemplates[1].Parts.TakeWhile(part => part.Member is null || known.Contains(part.Member)).Count();
    }

    private static string BeginSortKey(string partitionValues) => $"{GlobalNames.KeyText}.Begin(Schema, {partitionValues}, Mapper.BeginSortKey)";

    private static string TypeOfValues(ItemModel item, KeyTemplateModel template)
    {
        var types = template.Members.Select(member => Member(item, member).Type).ToList();
        return types.Count switch
        {
            0 => "global::System.ValueTuple",
            1 => types[0],
            _ => $"({string.Join(", ", types)})",
        };
    }

    /// <summary>The value of a part among the values that the key is written from.</summary>
    private static string ValueIn(KeyTemplateModel template, KeyTemplatePart part)
    {
        var members = template.Members.ToList();
        return members.Count == 1 ? "key" : $"key.Item{members.IndexOf(part.Member!) + 1}";
    }

    private static KeyTextForm FormOf(ItemModel item, KeyTemplatePart part)
        => KeyTextForm.Find(Member(item, part.Member!).Value.Innermost.Kind, part.Format)!;

    private static AttributeModel Member(ItemModel item, string name)
        => item.Members.Select(candidate => candidate.Member).Concat(item.UnreadKeyMembers).First(candidate => candidate.Member == name);

    private static string TypeRead(AttributeModel member) => member.Value.Innermost.Kind == MemberKind.String ? Span : member.Value.Innermost.Type;

    // A string is decoded, and what stands for another value converted, only when an item is made of it.
    private static string LocalOf(ItemModel item, AttributeModel member)
        => (member.Value.Innermost.Kind == MemberKind.String ? "text" : member.Value.Stored is null ? "value" : "stored") + item.NumberOf(member.Member);

    private static string KeyLocal(int position) => position == 0 ? "partitionKey" : "sortKey";

    private static string PartWriter(int part) => $"ComposeSortKeyPart{part}";

    private static string RoleOf(int template) => template == 0 ? "Partition" : "Sort";

    private static string Comment(KeyTemplateModel template) => Names.Comment(template.Text);
}

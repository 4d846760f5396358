using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how an object is made of the values that have been read.</summary>
internal static class CreationEmitter
{
    /// <summary>Writes the statements that make the item and return it.</summary>
    public static void WriteReturn(SourceWriter writer, ItemPart part)
    {
        var item = part.Item;
        bool isWhole = !item.HasHiddenConstructor
            && Numbers(item, Population.OptionalInitializer, Population.Setter, Population.UnsafeAccessor, Population.Filling).Count == 0;
        if (isWhole)
        {
            writer.Line($"return {New(part, Numbers(item, Population.Initializer, Population.ConstructorAndInitializer))};");
            return;
        }

        Write(writer, part);
        writer.Line($"return {part.Object};");
    }

    /// <summary>Writes the statements that make one object, in a local variable of its own.</summary>
    public static void Write(SourceWriter writer, ItemPart part)
    {
        var item = part.Item;
        if (item.HasHiddenConstructor)
        {
            string arguments = string.Join(", ", item.ConstructorParameters.Select(parameter => Value(part, parameter.Number)));
            writer.Line($"var {part.Object} = {Constructor(part)}({arguments});");
        }
        else
        {
            var initialized = Numbers(item, Population.Initializer, Population.ConstructorAndInitializer);
            var optional = Numbers(item, Population.OptionalInitializer);
            var absent = optional.Where(number => item.MemberAt(number).Absence == Absence.KeepsInitializer).ToList();
            if (absent.Count > 0)
            {
                string arePresent = string.Join(" && ", absent.Select(number => $"has{part.LocalOf(number)}"));
                writer.Line($"{item.Type}{(item.IsValueType ? "" : "?")} {Defaults(part)} = {arePresent} ? default : {New(part, initialized)};");
            }

            writer.Line($"var {part.Object} = {New(part, [.. initialized, .. optional])};");
        }

        foreach (int number in Numbers(item, Population.Setter, Population.UnsafeAccessor))
        {
            var member = item.MemberAt(number);
            string assignment = member.Population == Population.Setter
                ? $"{part.Object}.{Names.Identifier(member.Member)} = {Value(part, number)};"
                : $"{Setter(part, number)}({(item.IsValueType ? "ref " : "")}{part.Object}, {Value(part, number)});";
            writer.Line(member.Absence == Absence.KeepsInitializer ? $"if (has{part.LocalOf(number)}) {assignment}" : assignment);
        }

        foreach (int number in Numbers(item, Population.Filling))
        {
            WriteFilling(writer, part, number);
        }
    }

    /// <summary>Writes the methods that reach constructors and accessors which C# does not let generated code call.</summary>
    public static void WriteAccessors(SourceWriter writer, ItemModel item)
    {
        foreach (var part in ItemPart.Of(item).WithParts)
        {
            if (part.Item.HasHiddenConstructor)
            {
                var parameters = part.Item.ConstructorParameters
                    .Select(parameter => $"{ValueEmitter.TypeWithNull(part.Item.MemberAt(parameter.Number).Value)} {Names.Identifier(parameter.Name)}");
                WriteAccessor(
                    writer, "Constructor", "", $"private static extern {part.Item.Type} {Constructor(part)}({string.Join(", ", parameters)})");
            }

            foreach (int number in Numbers(part.Item, Population.UnsafeAccessor))
            {
                var member = part.Item.MemberAt(number);
                string receiver = $"{(part.Item.IsValueType ? "ref " : "")}{member.DeclaringType} item";
                WriteSetter(
                    writer, member.Member,
                    $"private static extern void {Setter(part, number)}({receiver}, {ValueEmitter.TypeWithNull(member.Value)} value)");
            }
        }
    }

    /// <summary>The names of these methods.</summary>
    public static IEnumerable<string> Accessors(ItemModel item) => ItemPart.Of(item).WithParts
        .SelectMany(part => Numbers(part.Item, Population.UnsafeAccessor).Select(number => Setter(part, number)).Append(Constructor(part)));

    /// <summary>Writes the method that reaches a property's accessor.</summary>
    public static void WriteSetter(SourceWriter writer, string property, string method)
        => WriteAccessor(writer, "Method", $", Name = {Names.Literal("set_" + property)}", method);

    private static void WriteAccessor(SourceWriter writer, string kind, string name, string method) => writer.Line($"""
        [{GlobalNames.UnsafeAccessor}({GlobalNames.UnsafeAccessorKind}.{kind}{name})]
        {method};
        """);

    // No name of a member begins with a digit, so these are different in all parts.
    private static string Setter(ItemPart part, int number)
        => part.Property is null ? $"Set{part.Item.MemberAt(number).Member}" : $"Set{part.Number}{part.Item.MemberAt(number).Member}";

    private static string Constructor(ItemPart part) => part.Property is null ? "New" : $"New{part.Number}";

    private static string Defaults(ItemPart part) => part.Object + "Defaults";

    private static string New(ItemPart part, List<int> initialized)
    {
        var arguments = part.Item.ConstructorParameters
            .Select(parameter => $"{Names.Identifier(parameter.Name)}: {Value(part, parameter.Number)}")
            .ToList();
        string argumentList = arguments.Count switch
        {
            0 => initialized.Count == 0 ? "()" : "",
            _ => $"({string.Join(", ", arguments)})",
        };
        string initializer = initialized.Count == 0
            ? ""
            : $" {{ {string.Join(", ", initialized.Select(number => Initialize(part, number)))} }}";
        return $"new {part.Item.Type}{argumentList}{initializer}";
    }

    private static string Initialize(ItemPart part, int number)
    {
        var member = part.Item.MemberAt(number);
        string name = Names.Identifier(member.Member);

        // What the class gives the property is known of an object that has been made without it.
        return member is { Population: Population.OptionalInitializer, Absence: Absence.KeepsInitializer }
            ? $"{name} = has{part.LocalOf(number)} ? {Value(part, number)} : {Defaults(part)}{(part.Item.IsValueType ? "" : "!")}.{name}"
            : $"{name} = {Value(part, number)}";
    }

    private static void WriteFilling(SourceWriter writer, ItemPart part, int number)
    {
        var member = part.Item.MemberAt(number);
        int local = part.LocalOf(number);
        string target = $"{part.Object}.{Names.Identifier(member.Member)}";
        if (member.Absence == Absence.KeepsInitializer)
        {
            using (writer.Block($"if (has{local}{(member.IsNullable ? $" && value{local} is not null" : "")})"))
            {
                WriteElements();
            }
        }
        else
        {
            WriteElements();
        }

        void WriteElements()
        {
            string add = member.Kind == MemberKind.Map ? "[element.Key] = element.Value" : ".Add(element)";
            writer.Line($"""
                reader.CheckFilling({target}, {Names.Literal(member.Member)});
                {target}.Clear();
                foreach (var element in {Value(part, number)}) {target}{add};
                """);
        }
    }

    private static string Value(ItemPart part, int number)
    {
        var member = part.Item.MemberAt(number);

        // The compiler does not follow the variable that says whether there is something unknown.
        bool warns = member is { IsNullable: true, AcceptsNull: false } && member.Value.IsReferenceType
            || (member == part.Item.ExtensionData && member.Absence == Absence.KeepsInitializer);
        return $"value{part.LocalOf(number)}{(warns ? "!" : "")}";
    }

    private static List<int> Numbers(ItemModel item, params Population[] populations)
        => item.Members.Where(member => populations.Contains(member.Member.Population)).Select(member => member.Number).ToList();
}

using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how the version of an item is asked for and changed.</summary>
internal static class VersionEmitter
{
    private const string Setter = "SetVersion";

    public static void Write(SourceWriter writer, ItemModel item, VersionModel version)
    {
        string property = "item." + Names.Identifier(version.Member);

        // Where the property cannot be null, 0 says that the item has not been stored.
        string value = version.IsNullable ? property : $"{property} == 0 ? null : {property}";
        writer.Line($"public override long? VersionOf({item.Type} item) => {value};\n");
        using (writer.Block($"public override {item.Type} WithVersion({item.Type} item, long version)"))
        {
            WriteChange(writer, item, version, property);
        }

        writer.Line();
    }

    private static void WriteChange(SourceWriter writer, ItemModel item, VersionModel version, string property)
    {
        string value = version.Type == "int" ? "(int)version" : "version";
        if (!version.IsHidden)
        {
            writer.Line(version.IsCopied
                ? $"return item with {{ {Names.Identifier(version.Member)} = {value} }};"
                : $"{property} = {value};\nreturn item;");
            return;
        }

        if (version.IsCopied && !item.IsValueType)
        {
            writer.Line("item = item with { };");
        }

        // A local function, so that no member of the mapper has its name.
        string reference = item.IsValueType ? "ref " : "";
        string type = version.Type + (version.IsNullable ? "?" : "");
        writer.Line($"{Setter}({reference}item, {value});\nreturn item;");
        CreationEmitter.WriteSetter(
            writer, version.Member, $"static extern void {Setter}({reference}{version.DeclaringType} item, {type} value)");
    }
}

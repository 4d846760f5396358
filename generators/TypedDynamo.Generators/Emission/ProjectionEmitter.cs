using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes a projection's file: the mapper that reads it, which registers itself.</summary>
internal static class ProjectionEmitter
{
    public static void Emit(SourceProductionContext context, ProjectionModel model)
    {
        string source = TableSource.Write(model.Namespace, model.ExperimentalDiagnostics, writer => WriteMapper(writer, model));
        context.AddSource($"{model.HintName}.Projection.g.cs", SourceText.From(source, Encoding.UTF8));
    }

    // Nobody names the mapper, and a class of this file clashes with no other.
    private static void WriteMapper(SourceWriter writer, ProjectionModel model)
    {
        var item = model.Item;
        var names = new MapperNames(model);
        string attributes = string.Join(", ", item.AttributeNames.Concat(item.Discriminators).Select(Names.Literal));
        string onlyRead = Names.Literal($"'{item.Name}' is a projection, which is only read.");
        string obsolete = model.HasObsoleteMembers ? $"[{GlobalNames.Obsolete}]\n" : "";
        writer.Line($"/// <summary>Reads <see cref=\"{item.Type}\"/> of items of <see cref=\"{model.TableClass}\"/>.</summary>");
        using (writer.Block($"{obsolete}{TableSource.GeneratedCode}\nfile sealed class Mapper : {GlobalNames.ItemMapper}<{item.Type}>"))
        {
            MapperEmitter.WriteEnums(writer, names, model.Enums);
            MapperEmitter.WriteConverters(writer, names);
            writer.Line($$"""
                private Mapper()
                    : base(new {{GlobalNames.ItemSchema}}({{Names.Literal(item.Name)}}, {{attributes}})) { }

                [{{GlobalNames.ModuleInitializer}}]
                internal static void Register()
                    => {{GlobalNames.Projections}}.Register(
                        static () => new {{GlobalNames.ItemProjection}}<{{item.Type}}>({{model.TableClass}}.Schema, new Mapper()));

                """);
            ItemEmitter.WriteRead(writer, names, item, "public override", "Read");
            writer.Line($$"""

                public override void Write(ref {{GlobalNames.ItemWriter}} writer, {{item.Type}} item)
                    => throw new {{GlobalNames.NotSupportedException}}({{onlyRead}});
                """);
            ItemEmitter.WriteFits(writer, item, names.ItemTypes);
            ItemEmitter.WriteReaders(writer, names, item);
            TemplateEmitter.WriteMethods(writer, names, item, hasQueries: false);
            CreationEmitter.WriteAccessors(writer, item);
            CollectionEmitter.Write(writer, names);
            foreach (var type in model.Nested)
            {
                ItemEmitter.WriteNested(writer, names, type);
            }

            foreach (var type in model.Polymorphic)
            {
                PolymorphicEmitter.WriteNested(writer, names, type);
            }

            if (model.ItemTypes is { } types)
            {
                PolymorphicEmitter.WriteDiscriminators(writer, names, types);
            }
        }
    }
}

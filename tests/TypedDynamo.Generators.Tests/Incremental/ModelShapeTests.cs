using System.Reflection;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Tests.Incremental;

public sealed class ModelShapeTests
{
    /// <summary>Symbols and syntax root their compilation in memory, and locations change with every edit above them.</summary>
    [Fact]
    public void ModelsHoldPlainValuesOnly()
    {
        var seen = new HashSet<Type>();
        Visit(typeof(TableModel), nameof(TableModel));
        Visit(typeof(ProjectionModel), nameof(ProjectionModel));
        seen.ShouldContain(typeof(AttributeModel));
        seen.ShouldContain(typeof(EnumMemberModel));

        void Visit(Type type, string path)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!seen.Add(type) || type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int))
            {
                return;
            }

            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            {
                Visit(type.GetGenericArguments()[0], path + "[]");
                return;
            }

            type.Namespace.ShouldBe(typeof(TableModel).Namespace, $"{path} is of type {type}");
            type.IsSealed.ShouldBeTrue($"{path} could be of a derived type");
            typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type).ShouldBeTrue($"{path} does not compare by value");
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                Visit(field.FieldType, $"{path}.{field.Name}");
            }
        }
    }
}

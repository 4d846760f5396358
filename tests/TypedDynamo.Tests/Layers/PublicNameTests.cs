using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace TypedDynamo.Tests.Layers;

/// <summary>The names of public types: what a file with the usual directives can name, and what only generated code may.</summary>
public sealed class PublicNameTests
{
    private const string GeneratedCode = "TypedDynamo.CompilerServices";

    private static readonly Type[] s_types = [.. typeof(DynamoTable).Assembly.GetExportedTypes().Where(type => !type.IsNested)];

    // A type of another namespace and the same name would be ambiguous in a file with both directives, those of code that migrates above all.
    [Fact]
    public void NoTypeHasANameOfTheSdksOrTheFrameworks()
    {
        var others = new[] { typeof(IAmazonDynamoDB).Assembly, typeof(AmazonServiceClient).Assembly }
            .Concat(FrameworkAssemblies())
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested)
            .ToLookup(type => type.Name);
        others["TransactGet"].ShouldNotBeEmpty();
        others["TransactionOptions"].ShouldNotBeEmpty();

        s_types.Where(type => type.Namespace == nameof(TypedDynamo))
            .SelectMany(type => others[type.Name].Select(other => $"{type.FullName} and {other.FullName}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void WhatOnlyGeneratedCodeMayNameIsAnErrorElsewhere()
    {
        s_types.Where(type => type.Namespace == GeneratedCode).Count().ShouldBeGreaterThan(20);
        s_types.Where(type => IsExperimental(type) != (type.Namespace == GeneratedCode)).Select(type => type.FullName).ShouldBeEmpty();
    }

    // What completion shows after `orders.`, extensions and indexes aside.
    [Fact]
    public void WhatATableOffersFitsOnAScreen()
    {
        MemberInfo[] members = [.. typeof(Performance.CartTable).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.FlattenHierarchy)
            .Where(member => member.DeclaringType != typeof(object) && member is not ConstructorInfo and not MethodInfo { IsSpecialName: true })
            .Where(member => member.GetCustomAttribute<EditorBrowsableAttribute>() is not { State: EditorBrowsableState.Never })
            .DistinctBy(member => member.ToString())];
        members.Select(member => member.Name).Distinct().Count().ShouldBe(35);
        members.Length.ShouldBe(46);
    }

    private static bool IsExperimental(Type type) => type.GetCustomAttribute<ExperimentalAttribute>() is { DiagnosticId: "TDYN900" };

    private static IEnumerable<Assembly> FrameworkAssemblies()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.StartsWith("System.", StringComparison.Ordinal) && File.Exists(FrameworkPath(name)))
            .Select(Assembly.Load);

    private static string FrameworkPath(string name) => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{name}.dll");
}

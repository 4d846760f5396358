using System.Reflection;
using TypedDynamo.TestKit;

namespace TypedDynamo.Tests.Layers;

/// <summary>The layers of the runtime and of the generator, bound once for all tests.</summary>
internal static class Graphs
{
    // From the bottom to the top. An empty name is the root of the project: the entry points of one table.
    private static readonly string[] s_runtime =
    [
        "Wire", "Errors", "Schema", "Annotations", "Observability", "Items", "Transport", "Values", "Expressions", "Operations", "Batches",
        "Transactions", "Aggregates", "Scanning", "PartiQL", "Tables", "", "Raw", "Checkpoints", "ClientExtensions", "DependencyInjection",
    ];

    // The root has the generator and the analyzers.
    private static readonly string[] s_generator
        = ["Polyfills", "Runtime", "Model", "Diagnostics", "Parsing", "Emission", "ExpressionRules", ""];

    private static readonly Lazy<FolderGraph> s_runtimeGraph = new(() => FolderGraph.Read(Repository, "src/TypedDynamo", s_runtime));
    private static readonly Lazy<FolderGraph> s_generatorGraph
        = new(() => FolderGraph.Read(Repository, "generators/TypedDynamo.Generators", s_generator));

    public static string Repository => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    public static FolderGraph Runtime => s_runtimeGraph.Value;

    public static FolderGraph Generator => s_generatorGraph.Value;
}

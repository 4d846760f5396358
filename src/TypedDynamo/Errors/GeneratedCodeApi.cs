namespace TypedDynamo;

/// <summary>Marks the types that only generated code may name: they change with the generator, in any version.</summary>
internal static class GeneratedCodeApi
{
    public const string DiagnosticId = "TDYN900";

    public const string UrlFormat = "https://github.com/typed-dynamo/typed-dynamo/blob/main/docs/rules/README.md#tdyn900";
}

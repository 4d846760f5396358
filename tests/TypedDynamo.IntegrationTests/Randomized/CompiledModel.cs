using System.Reflection;
using System.Runtime.Loader;
using Amazon.DynamoDBv2;
using TypedDynamo.TestKit;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>The source of a model as the generator completed it, compiled and loaded.</summary>
internal sealed class CompiledModel : IDisposable
{
    private readonly AssemblyLoadContext _context = new("random model", isCollectible: true);
    private readonly Assembly _assembly;

    /// <summary>Generates, compiles and loads. A warning is a failure.</summary>
    public CompiledModel(string source)
    {
        GeneratorRun run = GeneratorHarness.Run(source);
        run.Problems().ShouldBeEmpty(source);

        using var image = new MemoryStream();
        run.Output.Emit(image).Success.ShouldBeTrue(source);
        image.Position = 0;
        _assembly = _context.LoadFromStream(image);
    }

    public Type Find(string name) => _assembly.GetType(name, throwOnError: true)!;

    /// <summary>The type at run time of values that a member or a collection holds.</summary>
    public Type TypeOf(ModelType type, bool isNullable)
    {
        Type plain = type switch
        {
            ScalarType scalar => scalar.Type,
            CollectionType collection => collection.Form.Type(TypeOf(collection.Element, collection.HasNullElements)),
            _ => Find(type.Source),
        };
        return isNullable && plain.IsValueType ? typeof(Nullable<>).MakeGenericType(plain) : plain;
    }

    /// <summary>Makes the generated table.</summary>
    public dynamic CreateTable(string name, IAmazonDynamoDB client) => Activator.CreateInstance(Find(name), client, null)!;

    public void Dispose() => _context.Unload();
}

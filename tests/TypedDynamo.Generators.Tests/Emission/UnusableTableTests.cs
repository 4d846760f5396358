using System.Reflection;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

/// <summary>A table whose type has a finding compiles, and tells why it cannot be used wherever it is used.</summary>
public sealed class UnusableTableTests
{
    [Fact]
    public void TheConstructorTellsThatTheItemCannotBeStored()
    {
        var run = GeneratorHarness.Run("""
            [DynamoTable("orders")]
            public sealed record Order(string Id);
            """);
        run.Problems().ShouldBeEmpty();

        using var image = new MemoryStream();
        run.Output.Emit(image).Success.ShouldBeTrue();
        var table = Assembly.Load(image.ToArray()).GetType("OrderTable")!;
        var thrown = Should.Throw<TargetInvocationException>(() => table.GetConstructors().Single().Invoke([null, null]));
        thrown.InnerException.ShouldBeOfType<NotSupportedException>().Message.ShouldContain("'Order' cannot be stored");
    }
}

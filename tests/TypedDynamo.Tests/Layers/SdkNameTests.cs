namespace TypedDynamo.Tests.Layers;

/// <summary>Only two folders know how the AWS SDK is called; elsewhere it is what users of the library see of it themselves.</summary>
/// <remarks>docs/architecture.md tells the rule. Using a member of a type counts as naming the type.</remarks>
public sealed class SdkNameTests
{
    // Transport sends requests, and Tables makes the client's ordinary calls on tables themselves.
    private static readonly string[] s_callers = ["Transport", "Tables"];

    // What a user hands in or gets: the client, and values in the form of the SDK's own calls. Exceptions are besides.
    private static readonly string[] s_everywhere =
    [
        "Amazon.DynamoDBv2.IAmazonDynamoDB", "Amazon.DynamoDBv2.AmazonDynamoDBClient", "Amazon.DynamoDBv2.AmazonDynamoDBConfig",
        "Amazon.DynamoDBv2.Model.AttributeValue",
    ];

    // What a method of the table returns, and what an exception of the service holds.
    private static readonly (string Folder, string Type)[] s_exceptions =
    [
        ("", "Amazon.DynamoDBv2.Model.TableDescription"),
        ("", "Amazon.DynamoDBv2.Model.TimeToLiveDescription"),
        ("Transactions", "Amazon.DynamoDBv2.Model.CancellationReason"),
    ];

    [Fact]
    public void OnlyTransportAndTablesNameTheSdksRequestsAndMachinery()
        => Graphs.Runtime.External
            .Where(use => use.Assembly.StartsWith("AWSSDK", StringComparison.Ordinal))
            .Where(use => !s_callers.Contains(use.Folder) && !IsAllowed(use.Folder, use.Type))
            .Select(use => $"{use.File} names {use.Type}")
            .ShouldBeEmpty();

    // Handlers, marshallers, signers and the rest of the pipeline, which change from version to version.
    [Fact]
    public void OnlyTransportNamesTheSdksMachinery()
        => Graphs.Runtime.External
            .Where(use => use.Folder != "Transport" && use.Assembly == "AWSSDK.Core" && !IsException(use.Type)
                && use.Type != "Amazon.Runtime.ConstantClass")
            .Select(use => $"{use.File} names {use.Type}")
            .ShouldBeEmpty();

    [Fact]
    public void NothingIsAllowedThatNoFileNeeds()
        => s_exceptions
            .Where(entry => !Graphs.Runtime.External.Any(use => use.Folder == entry.Folder && use.Type == entry.Type))
            .ShouldBeEmpty();

    private static bool IsAllowed(string folder, string type)
        => s_everywhere.Contains(type) || IsException(type) || s_exceptions.Contains((folder, type));

    private static bool IsException(string type) => type.EndsWith("Exception", StringComparison.Ordinal);
}

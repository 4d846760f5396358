using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace TypedDynamo.Testing.Engine;

/// <summary>Creates clients of the engine or of a proxy in front of it: the same name is the same database through either.</summary>
internal static class LocalClient
{
    public static string UnusedDatabase() => RandomNumberGenerator.GetHexString(20);

    public static AmazonDynamoDBClient Create(Uri endpoint, string database, Action<AmazonDynamoDBConfig>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        if (!database.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException(
                $"'{database}' is not the name of a database: an access key has only ASCII letters and digits.", nameof(database));
        }

        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 2,
            Timeout = TimeSpan.FromSeconds(15),
        };
        configure?.Invoke(config);
        return new AmazonDynamoDBClient(new BasicAWSCredentials(database, "not-checked"), config);
    }
}

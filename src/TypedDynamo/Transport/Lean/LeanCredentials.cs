using Amazon.Runtime;

namespace TypedDynamo.Transport.Lean;

/// <summary>Provides the client's current credentials.</summary>
internal sealed class LeanCredentials(AWSCredentials? explicitCredentials, IClientConfig config)
{
    // How long it may take until a changed profile or environment is seen. Credentials that expire renew themselves in time.
    private const long MillisecondsBetweenLooks = 5_000;

    private volatile Found? _found;

    /// <returns>Null for anonymous credentials: the request is not signed.</returns>
    /// <exception cref="AmazonClientException">There are no credentials, or they cannot be renewed.</exception>
    public ValueTask<ImmutableCredentials?> GetAsync(CancellationToken cancellationToken)
    {
        AWSCredentials? credentials = explicitCredentials ?? config.DefaultAWSCredentials;
        if (credentials is null && _found is { } found && Environment.TickCount64 - found.Time < MillisecondsBetweenLooks)
        {
            credentials = found.Credentials;
        }

        if (credentials is null)
        {
            return FindAsync(cancellationToken);
        }

        // These hold what they give. The others may have to ask a service first.
        Type type = credentials.GetType();
        return type == typeof(BasicAWSCredentials) || type == typeof(SessionAWSCredentials) || type == typeof(AnonymousAWSCredentials)
            ? ValueTask.FromResult<ImmutableCredentials?>(credentials.GetCredentials())
            : ReadAsync(credentials, cancellationToken);
    }

    private static ValueTask<ImmutableCredentials?> ReadAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        Task<ImmutableCredentials?> read = credentials.GetCredentialsAsync()!;
        return new(read.IsCompleted ? read : read.WaitAsync(cancellationToken));
    }

    private async ValueTask<ImmutableCredentials?> FindAsync(CancellationToken cancellationToken)
    {
        var credentials = (AWSCredentials)await config.IdentityResolverConfiguration.GetIdentityResolver<AWSCredentials>()
            .ResolveIdentityAsync(config, cancellationToken).ConfigureAwait(false);
        _found = new Found(credentials, Environment.TickCount64);
        return await ReadAsync(credentials, cancellationToken).ConfigureAwait(false);
    }

    private sealed record Found(AWSCredentials Credentials, long Time);
}

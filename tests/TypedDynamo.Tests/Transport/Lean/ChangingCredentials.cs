using Amazon.Runtime;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>Credentials that a test changes, and that are read asynchronously alone.</summary>
internal sealed class ChangingCredentials : AWSCredentials
{
    public ImmutableCredentials? Current { get; set; }

    public int Reads { get; private set; }

    public override ImmutableCredentials GetCredentials() => throw new InvalidOperationException("These credentials are read asynchronously.");

    public override async Task<ImmutableCredentials?> GetCredentialsAsync()
    {
        Reads++;
        await Task.Yield();
        return Current;
    }
}

using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TypedDynamo.Transport;

/// <summary>The members of the SDK's client that <see cref="SdkTransport"/> needs and that are not public.</summary>
/// <remarks>
/// They are what <c>AmazonServiceClient.InvokeAsync</c> itself uses before it hands a call to its pipeline. That method cannot be called in
/// its place: an accessor on a generic method does not work before .NET 9.
/// </remarks>
internal static class SdkAccessors
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_RuntimePipeline")]
    public static extern RuntimePipeline GetRuntimePipeline(AmazonServiceClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ServiceMetadata")]
    public static extern IServiceMetadata GetServiceMetadata(AmazonServiceClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ExplicitAWSCredentials")]
    public static extern AWSCredentials? GetExplicitCredentials(AmazonServiceClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ThrowIfDisposed")]
    public static extern void ThrowIfDisposed(AmazonServiceClient client);

    /// <remarks>The method is static: <paramref name="client"/> only determines its class.</remarks>
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "SetupCSMHandler")]
    public static extern void SetupClientSideMonitoring(AmazonServiceClient? client, IRequestContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "BuildDefaultCancellationToken")]
    public static extern CancellationToken BuildDefaultCancellationToken(ClientConfig config);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ServiceMetaData")]
    public static extern void SetServiceMetadata(RequestContext context, IServiceMetadata metadata);
}

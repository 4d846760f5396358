using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Telemetry;

namespace TypedDynamo.Transport;

/// <summary>Wraps one of the SDK's own handlers and does its work for our calls, with the same result and at less cost.</summary>
/// <remarks>
/// Every other call goes on to the SDK's handler, and so do ours if a condition of the shortcut is not met. It is linked only to the SDK's own
/// handler: a replacement by a customizer is left alone.
/// </remarks>
internal abstract class StockShortcut : PipelineHandler
{
    private const string NoTracing = "Amazon.Runtime.Telemetry.Tracing.NoOp.NoOpTracerProvider";
    private const string NoMetrics = "Amazon.Runtime.Telemetry.Metrics.NoOp.NoOpMeterProvider";

    // The SDK's types that measure nothing are internal: they are told by their names once.
    private static Type? s_noTracing;
    private static Type? s_noMetrics;

    private IPipelineHandler? _stock;

    /// <summary>Links a shortcut into a client's pipeline. A call under way meanwhile sees either the old pipeline or the new one.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="stock">The exact type of the handler whose work the shortcut does.</param>
    /// <param name="shortcut">The shortcut.</param>
    public static void Link(RuntimePipeline pipeline, Type stock, StockShortcut shortcut)
    {
        IPipelineHandler? outer = pipeline.Handler;
        while (outer is not null && outer.InnerHandler?.GetType() != stock)
        {
            outer = outer.InnerHandler;
        }

        if (outer is null)
        {
            return;
        }

        IPipelineHandler inner = outer.InnerHandler;
        shortcut._stock = inner;
        shortcut.InnerHandler = inner;
        shortcut.OuterHandler = outer;
        shortcut.Logger = outer.Logger;
        inner.OuterHandler = shortcut;

        // The handler's own links must be visible before the one write that publishes it.
        Thread.MemoryBarrier();
        outer.InnerHandler = shortcut;
    }

    /// <summary>Returns whether nobody measures the SDK's steps, so that a step can be left out together with its measurements.</summary>
    public static bool IsUnobserved(IRequestContext context)
    {
        if (context.Metrics.IsEnabled)
        {
            return false;
        }

        TelemetryProvider telemetry = context.ClientConfig.TelemetryProvider;
        return IsNamed(telemetry.TracerProvider.GetType(), NoTracing, ref s_noTracing)
            && IsNamed(telemetry.MeterProvider.GetType(), NoMetrics, ref s_noMetrics);
    }

    public sealed override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        => executionContext.RequestContext.Unmarshaller is ResponseBodyUnmarshaller unmarshaller
            && InnerHandler == _stock
            && Applies(executionContext.RequestContext)
                ? ShortenAsync<T>(executionContext, unmarshaller)
                : base.InvokeAsync<T>(executionContext);

    /// <summary>Returns whether a call of ours may take the shortcut: by default if nobody measures the step that is left out.</summary>
    protected virtual bool Applies(IRequestContext context) => IsUnobserved(context);

    /// <summary>Does the work and continues with <see cref="BeyondAsync"/>, or leaves it to the SDK's handler with
    /// <see cref="StockAsync"/>.</summary>
    protected abstract Task<T> ShortenAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller call)
        where T : AmazonWebServiceResponse, new();

    protected Task<T> StockAsync<T>(IExecutionContext executionContext)
        where T : AmazonWebServiceResponse, new()
        => base.InvokeAsync<T>(executionContext);

    protected Task<T> BeyondAsync<T>(IExecutionContext executionContext)
        where T : AmazonWebServiceResponse, new()
        => InnerHandler.InnerHandler.InvokeAsync<T>(executionContext);

    private static bool IsNamed(Type type, string name, ref Type? known)
    {
        if (type == known)
        {
            return true;
        }

        if (type.FullName != name)
        {
            return false;
        }

        known = type;
        return true;
    }
}

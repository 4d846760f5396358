namespace TypedDynamo.Testing;

internal enum FaultKind
{
    Latency,
    Error,
    Unprocessed,
    ResetBefore,
    ResetAfter,
}

namespace TypedDynamo.Testing;

internal enum FaultKind
{
    Latency,
    Error,
    Unprocessed,
    ResetBefore,
    ResetAfter,
    TruncatedBody,
    WrongChecksum,
    SlowBody,
    ChunkedBody,
    GzipBody,
}

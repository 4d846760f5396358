using TypedDynamo;

namespace WebLog;

/// <summary>All that the sum needs of a row. The compiler makes the projection expression of it.</summary>
[DynamoProjection(typeof(LogRow))]
internal readonly record struct SentBytes(long BytesSent);

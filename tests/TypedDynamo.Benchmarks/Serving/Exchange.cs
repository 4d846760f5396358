namespace TypedDynamo.Benchmarks.Serving;

/// <summary>A request of TypedDynamo's, and how the engine answered it.</summary>
/// <param name="Target">What stood in the header <c>X-Amz-Target</c>.</param>
/// <param name="TableName">The table that the request names.</param>
/// <param name="Headers">The request's headers, but for those of its body.</param>
/// <param name="Request">The request's body.</param>
/// <param name="Response">The answer's body.</param>
internal sealed record Exchange(
    string Target, string TableName, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Request, byte[] Response);

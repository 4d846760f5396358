using System.Text.Json.Serialization;
using TypedDynamo.Benchmarks.Workloads;
using WebLog;

namespace TypedDynamo.Benchmarks.Decoding;

/// <summary>A page without DynamoDB's type names: what System.Text.Json reads by itself.</summary>
internal sealed record PlainPage<T>(int Count, List<T> Items, int ScannedCount);

[JsonSerializable(typeof(PlainPage<Order>))]
[JsonSerializable(typeof(PlainPage<LogRow>))]
internal sealed partial class PlainPages : JsonSerializerContext;

using BenchmarkDotNet.Attributes;
using TypedDynamo.Transport;

namespace TypedDynamo.Benchmarks.Suites;

/// <summary>The checksum of a response's body.</summary>
public class Crc32Suite
{
    private byte[] _body = [];

    [Params(1_000, 1_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void CreateBody()
    {
        _body = new byte[Length];
        for (int i = 0; i < _body.Length; i++)
        {
            _body[i] = (byte)(i * 31);
        }
    }

    [Benchmark]
    public uint Compute() => Crc32.Compute(_body);
}

namespace TypedDynamo.Wire;

/// <summary>A key as it is written, which is one form for equal keys: numbers have no trailing zeros, dates one width.</summary>
internal readonly struct WireKey(byte[] utf8) : IEquatable<WireKey>
{
    private readonly byte[] _utf8 = utf8;

    public bool Equals(WireKey other) => _utf8.AsSpan().SequenceEqual(other._utf8);

    public override bool Equals(object? obj) => obj is WireKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_utf8);
        return hash.ToHashCode();
    }
}

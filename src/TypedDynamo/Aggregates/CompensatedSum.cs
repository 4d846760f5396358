namespace TypedDynamo.Operations;

/// <summary>Adds up floating-point numbers, and the rounding error of each addition (Neumaier's summation).</summary>
/// <remarks>It does not overflow: DynamoDB's numbers are below 1E+126.</remarks>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>Gets the number of added numbers.</summary>
    public long Count { get; private set; }

    public void Add(double value)
    {
        AddValue(value);
        Count++;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(in CompensatedSum other)
    {
        AddValue(other._sum);
        _lost += other._lost;
        Count += other.Count;
    }

    public readonly double? Mean() => Count == 0 ? null : (_sum + _lost) / Count;

    private void AddValue(double value)
    {
        double sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}

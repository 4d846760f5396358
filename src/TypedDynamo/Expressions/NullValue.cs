namespace TypedDynamo;

/// <summary>Distinguishes null from other values, without boxing those that can never be null, whatever the compiler optimizes.</summary>
internal static class NullValue
{
    public static bool Is<T>(T? value) => Possible<T>.IsPossible && value is null;

    private static class Possible<T>
    {
        public static readonly bool IsPossible = default(T) is null;
    }
}

using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>A property in a composed sort key: what its tokens have in common.</summary>
/// <param name="Before">The key's text before the property.</param>
/// <param name="Write">Writes the property's text.</param>
/// <param name="End">The literal text behind it; empty where it is the key's last.</param>
internal readonly record struct KeyPartValue<T>(KeyText Before, ValueWriter<T> Write, byte[] End)
{
    public KeyText Append(T value) => Before.Append(value, Write, End);

    public byte[] Compose(T value) => Before.Compose(value, Write);

    /// <summary>Composes the text behind everything whose property has the value, and before everything whose property has a greater one.</summary>
    public byte[] ComposeBehind(T value) => [.. Compose(value), .. KeyText.Greatest];
}

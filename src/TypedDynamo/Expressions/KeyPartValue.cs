using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>A property in a composed sort key: the common part of its tokens.</summary>
/// <param name="Before">The key's text before the property.</param>
/// <param name="Write">Writes the property's text.</param>
/// <param name="End">The literal text after it; empty if it is the key's last.</param>
internal readonly record struct KeyPartValue<T>(KeyText Before, ValueWriter<T> Write, byte[] End)
{
    public KeyText Append(T value) => Before.Append(value, Write, End);

    public byte[] Compose(T value) => Before.Compose(value, Write);

    /// <summary>Composes the text that sorts after every key with this value of the property, and before every key with a greater one.</summary>
    public byte[] ComposeBehind(T value) => [.. Compose(value), .. KeyText.Greatest];
}

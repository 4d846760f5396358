namespace TypedDynamo.CompilerServices;

/// <content>Converters.</content>
public ref partial struct ItemReader
{
    /// <summary>Converts what has just been read to the value that it stands for.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <typeparam name="TStored">The type that is stored.</typeparam>
    /// <param name="converter">What converts.</param>
    /// <param name="stored">What was stored.</param>
    /// <returns>The value.</returns>
    public readonly TValue Convert<TValue, TStored>(IAttributeConverter<TValue, TStored> converter, TStored stored)
    {
        ArgumentNullException.ThrowIfNull(converter);
        try
        {
            return converter.FromStored(stored);
        }
        catch (Exception exception)
        {
            // The exception itself is not passed on: its message might hold the value.
            ThrowFound($"what {INamedConverter.NameOf(converter)} takes", $"a value that it refuses ({exception.GetType().Name})");
            throw;
        }
    }
}

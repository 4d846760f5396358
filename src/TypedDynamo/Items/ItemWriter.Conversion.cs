namespace TypedDynamo.CompilerServices;

/// <content>Converters.</content>
public ref partial struct ItemWriter
{
    /// <summary>Converts a value to the one that is stored in its place.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <typeparam name="TStored">The type that is stored.</typeparam>
    /// <param name="converter">What converts.</param>
    /// <param name="value">The value.</param>
    /// <returns>What is to be written.</returns>
    public readonly TStored Convert<TValue, TStored>(IAttributeConverter<TValue, TStored> converter, TValue value)
    {
        ArgumentNullException.ThrowIfNull(converter);
        if (value is null)
        {
            Refuse("a value", "null");
        }

        try
        {
            return converter.ToStored(value);
        }
        catch (Exception exception)
        {
            // The exception itself is not passed on: its message might hold the value.
            Refuse($"what {INamedConverter.NameOf(converter)} takes", $"a value that it refuses ({exception.GetType().Name})");
            throw;
        }
    }
}

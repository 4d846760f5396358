using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The facts that a batch needs of each of its elements, be it read or written.</summary>
internal abstract class BatchForm<TElement>
{
    public abstract TableConnection TableOf(TElement element);

    /// <summary>Refuses an element that must end the call.</summary>
    /// <param name="element">The element.</param>
    /// <param name="number">Which one of the batch it is, counted from 1.</param>
    public virtual void Check(TElement element, long number)
    {
    }

    /// <summary>Writes the key, braces included.</summary>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    public abstract void WriteKey(ByteBuffer request, TElement element);
}

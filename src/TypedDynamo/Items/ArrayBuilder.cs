using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TypedDynamo.CompilerServices;

/// <summary>Collects the elements of an array whose length is known at its end. Generated code uses it.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public ref struct ArrayBuilder<T>
{
    private T[]? _pooled;
    private int _count;

    /// <summary>Adds an element.</summary>
    /// <param name="element">The element.</param>
    public void Add(T element)
    {
        if (_pooled is null || _count == _pooled.Length)
        {
            Grow();
        }

        _pooled![_count++] = element;
    }

    /// <summary>Returns the array and ends the use of the builder.</summary>
    /// <returns>The elements.</returns>
    public T[] ToArray()
    {
        if (_pooled is null)
        {
            return [];
        }

        T[] array = _pooled.AsSpan(0, _count).ToArray();
        Return();
        return array;
    }

    /// <summary>Returns the array with the last element first, and ends the use of the builder.</summary>
    /// <returns>The elements.</returns>
    public T[] ToReversedArray()
    {
        T[] array = ToArray();
        Array.Reverse(array);
        return array;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(16, _count * 2));
        if (_pooled is not null)
        {
            _pooled.AsSpan(0, _count).CopyTo(larger);
            Return();
        }

        _pooled = larger;
    }

    private void Return()
    {
        ArrayPool<T>.Shared.Return(_pooled!, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        _pooled = null;
    }
}

using System.ComponentModel;

namespace TypedDynamo.CompilerServices;

/// <summary>Takes one more item into what an aggregate has come to. Generated code makes one of the user's lambda.</summary>
/// <typeparam name="TState">What the aggregate comes to.</typeparam>
/// <param name="state">What it has come to.</param>
/// <param name="item">The item.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ItemViewStep<TState>(ref TState state, in ItemView item);

/// <summary>Reads the value of one attribute. Generated code makes it.</summary>
/// <typeparam name="T">The value's type, or one that holds more.</typeparam>
/// <param name="reader">A reader that stands before the value.</param>
/// <returns>The value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T ItemValueReader<out T>(ref ItemReader reader);

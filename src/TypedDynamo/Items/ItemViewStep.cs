using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>Adds an item to the state of an aggregate.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <param name="state">The state, which the step changes.</param>
/// <param name="item">The item. It does not outlive the call.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public delegate void ItemViewStep<TState>(ref TState state, in ItemView item);

/// <summary>Reads the value of one attribute. Generated code makes it.</summary>
/// <typeparam name="T">The value's type, or one that holds more.</typeparam>
/// <param name="reader">A reader that stands before the value.</param>
/// <returns>The value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public delegate T ItemValueReader<out T>(ref ItemReader reader);

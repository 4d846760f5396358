using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>Writes one value in its stored form, as in <c>{"S":"c-42"}</c>.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
/// <param name="writer">Where to write.</param>
/// <param name="value">The value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public delegate void ValueWriter<in T>(ref ItemWriter writer, T value);

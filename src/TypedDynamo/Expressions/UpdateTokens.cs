using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Tokens;

namespace TypedDynamo.CompilerServices;

/// <summary>Assignments, for generated setters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static class UpdateAssignment
{
    /// <summary>Records that the update sets a place to a value.</summary>
    /// <typeparam name="TToken">The tokens' type.</typeparam>
    /// <param name="target">The place.</param>
    /// <param name="value">The value, or the place that it is copied from. Null removes an attribute that may be absent.</param>
    /// <exception cref="ArgumentException">The lambda has already changed the place, or one that contains it or lies inside it.</exception>
    public static void Assign<TToken>(TToken target, TToken value)
        where TToken : IUpdateToken<TToken>
        => target.Assign(value);
}

/// <summary>The update tokens of a list, a map or an object. The runtime reuses them for later calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public abstract class NestedUpdate : IUpdateToken
{
    private TokenPath? _path;

    private protected NestedUpdate()
    {
    }

    /// <inheritdoc/>
    TokenPath IUpdateToken.Path => Place;

    internal TokenPath Place => _path ?? throw new InvalidOperationException("A value is not a place in the item.");

    private protected bool IsValue => _path is null;

    internal void Locate(TokenPath path) => _path = path;

    /// <summary>Records that the update sets the place to a value.</summary>
    /// <param name="value">Tokens of the value, or of the place that it is copied from; null removes it.</param>
    /// <param name="constant">The value, if there is one.</param>
    /// <param name="write">Writes the stored form of the value.</param>
    private protected void Assign<T>(NestedUpdate? value, T? constant, ValueWriter<T> write)
    {
        ExpressionBuilder builder = Place.Builder!;
        int start = builder.Begin();
        if (value is { IsValue: false })
        {
            value.Place.AppendTo(builder);
        }
        else if (NullValue.Is(constant) && Place.IsOptional)
        {
            this.Remove();
            return;
        }
        else
        {
            builder.AppendValue(Place.Attribute, constant!, write);
        }

        builder.Act(ExpressionOperator.Set, start, Place);
    }
}

/// <summary>Makes the update tokens of objects, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static class ObjectUpdates
{
    /// <summary>Makes the update tokens of the object at a place.</summary>
    /// <typeparam name="TNested">The tokens' type.</typeparam>
    /// <param name="path">The place.</param>
    /// <returns>The tokens, which the call reuses.</returns>
    public static TNested At<TNested>(TokenPath path)
        where TNested : NestedUpdate, new()
        => path.Nested<TNested>();
}

/// <summary>The update tokens of an object, whose properties generated code adds.</summary>
/// <typeparam name="T">The object's type, with its question mark.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public abstract class ObjectUpdate<T> : NestedUpdate
{
    private readonly T? _value;

    /// <summary>Makes the tokens of a place.</summary>
    protected ObjectUpdate()
    {
    }

    /// <summary>Makes the tokens of a value.</summary>
    /// <param name="value">The value.</param>
    protected ObjectUpdate(T? value)
    {
        _value = value;
    }

    /// <summary>Records that the update sets a place to a value. Generated code calls this.</summary>
    /// <param name="target">The place.</param>
    /// <param name="value">The value, or the place that it is copied from.</param>
    /// <param name="write">Writes the stored form of the value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void AssignTo(ObjectUpdate<T> target, ObjectUpdate<T>? value, ValueWriter<T> write)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Assign(value, value is null ? default : value._value, write);
    }
}

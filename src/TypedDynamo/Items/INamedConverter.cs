namespace TypedDynamo.CompilerServices;

/// <summary>A converter that messages do not call by the name of its class.</summary>
internal interface INamedConverter
{
    /// <summary>A converter with a name for messages: <c>OrderId</c>, <c>the format 'D10'</c>.</summary>
    string Name { get; }

    /// <summary>Gets the name of the converter in messages.</summary>
    static string NameOf(object converter) => converter is INamedConverter named ? named.Name : converter.GetType().Name;
}

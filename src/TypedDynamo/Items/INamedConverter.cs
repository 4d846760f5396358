namespace TypedDynamo.CompilerServices;

/// <summary>A converter that messages do not call by the name of its class.</summary>
internal interface INamedConverter
{
    /// <summary>What converts, in the words of a message: <c>OrderId</c>, <c>the format 'D10'</c>.</summary>
    string Name { get; }

    /// <summary>What messages call a converter.</summary>
    static string NameOf(object converter) => converter is INamedConverter named ? named.Name : converter.GetType().Name;
}

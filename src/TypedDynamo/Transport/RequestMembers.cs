using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>The setters of one of the SDK's request types, by DynamoDB's names of the members.</summary>
internal sealed class RequestMembers<TRequest> : Dictionary<string, RequestMembers<TRequest>.Setter>
{
    /// <summary>Sets the reader's current value in the SDK's request.</summary>
    public delegate void Setter(TRequest request, ref LowLevelRequest value);

    /// <summary>Sets all of a request's members in the SDK's request, and returns it.</summary>
    /// <exception cref="NotSupportedException">The request has a member that this table lacks.</exception>
    public TRequest Read(ByteBuffer body, TRequest request)
    {
        var members = new LowLevelRequest(body);
        return Read(ref members, request);
    }

    /// <summary>Sets the members of an object inside a request in the SDK's object, and returns it.</summary>
    /// <exception cref="NotSupportedException">The object has a member that this table lacks.</exception>
    public TRequest Read(ref LowLevelRequest members, TRequest request)
    {
        while (members.Read(out string name))
        {
            if (!TryGetValue(name, out Setter? set))
            {
                throw members.Unknown();
            }

            set(request, ref members);
        }

        return request;
    }
}

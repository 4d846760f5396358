using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Where the members of a request, by the names that DynamoDB knows them by, go in one of the SDK's request types.</summary>
internal sealed class RequestMembers<TRequest> : Dictionary<string, RequestMembers<TRequest>.Setter>
{
    /// <summary>Puts the value that the reader is at into the SDK's request.</summary>
    public delegate void Setter(TRequest request, ref LowLevelRequest value);

    /// <summary>Puts all of a request's members into the SDK's request, and returns it.</summary>
    /// <exception cref="NotSupportedException">The request has a member that this table lacks.</exception>
    public TRequest Read(ByteBuffer body, TRequest request)
    {
        var members = new LowLevelRequest(body);
        return Read(ref members, request);
    }

    /// <summary>Puts the members of an object inside a request into the SDK's form of it, and returns that.</summary>
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

using System.Text.Json;

namespace TypedDynamo.Testing;

/// <summary>One HTTP request as a <see cref="RecordingHandler"/> or a <see cref="FaultProxy"/> saw it. A retry is a separate request.</summary>
public sealed class RecordedRequest
{
    private static readonly HashSet<string> s_secretHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "X-Amz-Security-Token" };

    internal RecordedRequest(HttpMethod method, Uri? uri, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, string body)
    {
        Method = method;
        Uri = uri;
        Body = body;
        var recorded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in headers)
        {
            recorded[name] = s_secretHeaders.Contains(name) ? RecordingHandler.HiddenValue : string.Join(", ", values);
        }

        Headers = recorded;
    }

    /// <summary>Gets the DynamoDB operation, such as <c>PutItem</c>: the part after the dot in the header <c>X-Amz-Target</c>.</summary>
    /// <value>Empty if the request has no such header.</value>
    public string Operation => Headers.TryGetValue("X-Amz-Target", out string? target) ? target[(target.LastIndexOf('.') + 1)..] : "";

    /// <summary>Gets the HTTP method; DynamoDB has POST only.</summary>
    public HttpMethod Method { get; }

    /// <summary>Gets the address that the request went to.</summary>
    public Uri? Uri { get; }

    /// <summary>Gets the headers of request and body, by name in any case; several values are joined by a comma and a space.</summary>
    /// <value>Secrets (<c>Authorization</c>, <c>X-Amz-Security-Token</c>) are replaced by <see cref="RecordingHandler.HiddenValue"/>.</value>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the body as text; empty if there is none.</summary>
    public string Body { get; }

    /// <summary>Parses the body.</summary>
    /// <returns>The JSON root, which stays valid without disposing anything.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public JsonElement ParseBody()
    {
        // DynamoDB allows 32 levels of nesting, which are 68 levels of JSON at most; the default stops at 64.
        using JsonDocument document = JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    /// <summary>Names the operation and shows the body, for the messages of failed tests.</summary>
    /// <returns>Operation and body.</returns>
    public override string ToString() => $"{Operation} {Body}";
}

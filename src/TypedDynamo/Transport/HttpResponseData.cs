using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace TypedDynamo.Transport;

/// <summary>A response as the SDK's handlers see it. It looks headers up, while the SDK's own type copies all of them.</summary>
/// <param name="response">The response, which the body owns.</param>
/// <param name="client">The client that has received it.</param>
/// <param name="disposesClient">Whether to dispose of the client with the response.</param>
internal sealed class HttpResponseData(HttpResponseMessage response, HttpClient client, bool disposesClient) : IWebResponseData
{
    // The first look at it has the length computed where the server sent none.
    public long ContentLength { get; } = response.Content.Headers.ContentLength.GetValueOrDefault();

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    public HttpStatusCode StatusCode => response.StatusCode;

    public bool IsSuccessStatusCode => response.IsSuccessStatusCode;

    public IHttpResponseBody ResponseBody { get; } = new HttpResponseMessageBody(response, client, disposesClient);

    public string[] GetHeaderNames()
        => [.. response.Headers.NonValidated.Select(header => header.Key).Union(response.Content.Headers.NonValidated.Select(header => header.Key))];

    public bool IsHeaderPresent(string headerName) => TryFind(headerName, out _);

    public string GetHeaderValue(string headerName)
    {
        if (TryFind(headerName, out HeaderStringValues values))
        {
            // As the SDK: the first of several.
            foreach (string value in values)
            {
                return value;
            }
        }

        return string.Empty;
    }

    // A body of JSON has no events.
    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    public bool IsEventHeaderPresent(string headerName) => false;

    private bool TryFind(string name, out HeaderStringValues values)
        => response.Headers.NonValidated.TryGetValues(name, out values) || response.Content.Headers.NonValidated.TryGetValues(name, out values);
}

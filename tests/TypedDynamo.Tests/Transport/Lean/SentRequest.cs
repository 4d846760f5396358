using Amazon.Runtime;
using TypedDynamo.Testing;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>A request as it would have gone over the wire, its signature included.</summary>
internal sealed record SentRequest(Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Makes a factory of HTTP clients that answer from a function, and keep what they were sent.</summary>
    public static HttpClientFactory Record(List<SentRequest> sent, Func<SentRequest, HttpResponseMessage> respond)
    {
        var handler = new RecordingHandler(async (message, token) =>
        {
            var headers = message.Headers.Concat(message.Content!.Headers)
                .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            var request = new SentRequest(message.RequestUri!, headers, await message.Content.ReadAsByteArrayAsync(token));
            lock (sent)
            {
                sent.Add(request);
            }

            return respond(request);
        });
        return handler.AsHttpClientFactory();
    }
}

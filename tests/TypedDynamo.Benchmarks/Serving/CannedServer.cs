using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Answers requests by what was recorded.</summary>
internal sealed class CannedServer(IEnumerable<Exchange> exchanges) : MemoryServer
{
    private readonly Dictionary<string, Answer[]> _answers = exchanges
        .GroupBy(exchange => exchange.Target)
        .ToDictionary(group => group.Key, group => group.Select(exchange => new Answer(exchange)).ToArray());

    public override async Task ProcessRequestAsync(IFeatureCollection context)
    {
        string target = context.GetRequiredFeature<IHttpRequestFeature>().Headers["X-Amz-Target"].ToString();
        PipeReader request = context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        Answer? answer = await FindAsync(_answers.GetValueOrDefault(target, []), request);
        if (answer is null)
        {
            context.GetRequiredFeature<IHttpResponseFeature>().StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        await Begin(context, answer.Body.Length, answer.Crc32).Writer.WriteAsync(answer.Body);
    }

    /// <summary>Reads the request to its end, as DynamoDB does, and looks for the table's name where the operation does not tell.</summary>
    private static async ValueTask<Answer?> FindAsync(Answer[] answers, PipeReader reader)
    {
        Answer? found = answers.Length == 1 ? answers[0] : null;
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            if (result.IsCompleted)
            {
                if (found is null && answers.Length > 0)
                {
                    found = Find(answers, result.Buffer);
                }

                reader.AdvanceTo(result.Buffer.End);
                return found;
            }

            reader.AdvanceTo(found is null ? result.Buffer.Start : result.Buffer.End, result.Buffer.End);
        }
    }

    private static Answer? Find(Answer[] answers, in ReadOnlySequence<byte> request)
    {
        ReadOnlySpan<byte> bytes = request.IsSingleSegment ? request.FirstSpan : request.ToArray();
        foreach (Answer answer in answers)
        {
            if (bytes.IndexOf(answer.QuotedTableName) >= 0)
            {
                return answer;
            }
        }

        return null;
    }

    private sealed class Answer(Exchange exchange)
    {
        public byte[] QuotedTableName { get; } = Encoding.UTF8.GetBytes($"\"{exchange.TableName}\"");

        public byte[] Body { get; } = exchange.Response;

        public StringValues Crc32 { get; } = Transport.Crc32.Compute(exchange.Response).ToString(CultureInfo.InvariantCulture);
    }
}

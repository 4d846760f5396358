using System.Net;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Transport;

public sealed class ResponseBodyUnmarshallerTests
{
    [Fact]
    public void ADamagedBodyIsNeverHandedOver()
    {
        using var client = new HttpClient();
        using var message = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        message.Headers.TryAddWithoutValidation("x-amz-crc32", "1");
        message.Content.Headers.ContentLength = 2;
        var response = new HttpResponseData(message, client, disposesClient: false);
        var unmarshaller = new ResponseBodyUnmarshaller(DynamoOperation.GetItem, "t");

        var body = new ByteBuffer();
        body.Write("{}"u8);
        Should.Throw<IOException>(() => unmarshaller.Complete(body, response));
        Should.Throw<InvalidOperationException>(() => unmarshaller.TakeBody());
    }
}

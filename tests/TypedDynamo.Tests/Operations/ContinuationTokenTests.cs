using System.Text;
using TypedDynamo.Operations;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Operations;

/// <summary>A token with the right checksum can be made by anybody: what it holds must be a start key all the same.</summary>
public sealed class ContinuationTokenTests
{
    private static readonly byte[] s_request = Encoding.UTF8.GetBytes("""{"TableName":"logfile_scan" """);

    [Theory]
    [InlineData("""{"PK":{"S":"a\"}"}}""")]
    [InlineData("""{"PK":{"N":"1"}}""")]
    [InlineData("""{ "PK" : { "B" : "AA==" } }""")]
    public void AStartKeyIsTaken(string key) => Encoding.UTF8.GetString(RoundTrip(key)).ShouldBe(key);

    [Theory]
    [InlineData("""{"PK":{"S":"a"}},"TableName":"secrets","x":{"y":1}""")]
    [InlineData("""{"PK":{"S":"a"}},"IndexName":"other" """)]
    [InlineData("""{"PK":{"S":"a"}} {}""")]
    [InlineData("""{"other":{"S":"a"}}""")]
    [InlineData("""{"PK":{"S":"a","N":"1"}}""")]
    [InlineData("""{"PK":{"M":{}}}""")]
    [InlineData("""{"PK":{"S":1}}""")]
    [InlineData("""{"PK":"a"}""")]
    [InlineData("""{"PK":{"S":"a"}""")]
    [InlineData("""["PK"]""")]
    [InlineData("null")]
    public void WhatIsNoStartKeyIsRefused(string key) => Should.Throw<ContinuationTokenException>(() => RoundTrip(key));

    private static byte[] RoundTrip(string key)
        => ContinuationToken.Decode(
            ContinuationToken.Encode(Encoding.UTF8.GetBytes(key), DynamoOperation.Scan, s_request), LogRowTable.Schema, DynamoOperation.Scan, s_request);
}

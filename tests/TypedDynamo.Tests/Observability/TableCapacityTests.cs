using System.Text;

namespace TypedDynamo.Tests.Observability;

public class TableCapacityTests
{
    [Fact]
    public void WhatASingleRequestConsumesIsOfItsOperationsKind()
    {
        const string Response = """
            {"Item":{"ConsumedCapacity":{"S":"x"}},"ConsumedCapacity":{"TableName":"t","CapacityUnits":3.5,"Table":{"CapacityUnits":1},
            "GlobalSecondaryIndexes":{"g":{"CapacityUnits":2}},"LocalSecondaryIndexes":{"l":{"CapacityUnits":0.5}},"Strange":{"a":[1]}}}
            """;

        TableCapacity read = Read(Response, isWrite: false).ShouldHaveSingleItem();
        read.TableName.ShouldBe("t");
        read.Total.ShouldBe(new CapacityUnits(3.5, 0));
        read.Indexes.ShouldBe(new Dictionary<string, CapacityUnits> { ["g"] = new(2, 0), ["l"] = new(0.5, 0) });
        Read(Response, isWrite: true).ShouldHaveSingleItem().Total.ShouldBe(new CapacityUnits(0, 3.5));
    }

    [Fact]
    public void TransactionsAndBatchesNameEachTable()
    {
        List<TableCapacity> tables = Read(
            """
            {"ConsumedCapacity":[{"TableName":"a","CapacityUnits":6,"ReadCapacityUnits":2,"WriteCapacityUnits":4},
            {"TableName":"b","CapacityUnits":1}],"Responses":[]}
            """,
            isWrite: true);

        tables.Select(table => (table.TableName, table.Total)).ShouldBe([("a", new CapacityUnits(2, 4)), ("b", new CapacityUnits(0, 1))]);
    }

    [Fact]
    public void AResponseMaySayNothing() => Read("""{"Count":0}""", isWrite: false).ShouldBeEmpty();

    private static List<TableCapacity> Read(string response, bool isWrite) => TableCapacity.Read(Encoding.UTF8.GetBytes(response), isWrite);
}

namespace TypedDynamo.Tests.Scanning;

/// <summary>The workers' shares are disjoint and complete, and no process takes itself for another one.</summary>
public sealed class ScanWorkerTests
{
    public static TheoryData<int> SegmentCounts => [1, 2, 3, 7, 31, 32, 64, 199, 200, 201, 1000, 999_999, 1_000_000];

    [Theory]
    [MemberData(nameof(SegmentCounts))]
    public void SharesAreDisjointAndCompleteForEveryCount(int segments)
    {
        for (int count = 1; count <= 200; count++)
        {
            int next = 0;
            for (int index = 0; index < count; index++)
            {
                (int first, int end) = new ScanWorker(index, count).SegmentsOf(segments);
                first.ShouldBe(next);
                (end - first).ShouldBeInRange(segments / count, ((segments - 1) / count) + 1);
                next = end;
            }

            next.ShouldBe(segments);
        }
    }

    [Fact]
    public void SharesOfManyWorkersDoNotOverflow()
    {
        new ScanWorker(int.MaxValue - 1, int.MaxValue).SegmentsOf(1_000_000).ShouldBe((999_999, 1_000_000));
        new ScanWorker(0, int.MaxValue).SegmentsOf(1_000_000).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(0, 0, "count")]
    [InlineData(0, -1, "count")]
    [InlineData(-1, 3, "index")]
    [InlineData(3, 3, "index")]
    public void AnIndexOutsideItsCountIsRefused(int index, int count, string parameter)
        => Should.Throw<ArgumentOutOfRangeException>(() => new ScanWorker(index, count)).ParamName.ShouldBe(parameter);

    [Fact]
    public void KubernetesSetsTheIndexAndTheManifestTheCount()
        => Read(("JOB_COMPLETION_INDEX", "2"), ("TYPEDDYNAMO_WORKER_COUNT", "7")).ShouldBe(new ScanWorker(2, 7));

    [Fact]
    public void AwsBatchSetsBoth()
        => Read(("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "2")).ShouldBe(new ScanWorker(0, 2));

    [Fact]
    public void WithoutVariablesThereIsNoWorker() => Read(("AWS_BATCH_JOB_ID", "a"), ("PATH", "/bin")).ShouldBeNull();

    [Theory]
    [InlineData("JOB_COMPLETION_INDEX", "TYPEDDYNAMO_WORKER_COUNT")]
    [InlineData("TYPEDDYNAMO_WORKER_COUNT", "JOB_COMPLETION_INDEX")]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE")]
    [InlineData("AWS_BATCH_JOB_ARRAY_SIZE", "AWS_BATCH_JOB_ARRAY_INDEX")]
    public void OneVariableWithoutItsCounterpartIsNoProcessOfItsOwn(string present, string missing)
    {
        string message = Should.Throw<InvalidOperationException>(() => Read((present, "1"))).Message;
        message.ShouldContain(present);
        message.ShouldContain(missing);
    }

    [Theory]
    [InlineData("3", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("-1", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("one", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("1.0", "3", "JOB_COMPLETION_INDEX")]
    [InlineData(" 1", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("99999999999", "3", "JOB_COMPLETION_INDEX")]
    [InlineData("0", "0", "TYPEDDYNAMO_WORKER_COUNT")]
    [InlineData("0", "", "TYPEDDYNAMO_WORKER_COUNT")]
    [InlineData("0", "many", "TYPEDDYNAMO_WORKER_COUNT")]
    public void WhatIsNoNumberInItsRangeIsRefusedByName(string index, string count, string named)
        => Should.Throw<InvalidOperationException>(() => Read(("JOB_COMPLETION_INDEX", index), ("TYPEDDYNAMO_WORKER_COUNT", count)))
            .Message.ShouldContain(named);

    [Fact]
    public void TwoPlatformsAtOnceAreAmbiguous()
        => Should.Throw<InvalidOperationException>(() => Read(
            ("JOB_COMPLETION_INDEX", "0"), ("TYPEDDYNAMO_WORKER_COUNT", "2"),
            ("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "2"))).Message.ShouldContain("AWS_BATCH_JOB_ARRAY_INDEX");

    private static ScanWorker? Read(params (string Name, string Value)[] variables)
        => ScanWorker.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}

using TypedDynamo.Operations;
using TypedDynamo.Scanning;

namespace TypedDynamo.Tests.Scanning;

public sealed class ScanStatisticsTests
{
    [Fact]
    public void AnEndBeyondAllTimeIsNoEstimate()
    {
        var statistics = new ScanStatistics();
        statistics.Add(new SegmentCursor(0), new PageEnd { ScannedCount = 1 });

        statistics.GetProgress((1, 0), 1, TimeSpan.FromHours(1), 11).EstimatedTimeLeft.ShouldBe(TimeSpan.FromHours(10));
        statistics.GetProgress((1, 0), 1, TimeSpan.FromHours(1), 1_000_000_000_000).EstimatedTimeLeft.ShouldBeNull();
    }
}

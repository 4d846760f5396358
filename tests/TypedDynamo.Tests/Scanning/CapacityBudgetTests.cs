using TypedDynamo.Scanning;

namespace TypedDynamo.Tests.Scanning;

public sealed class CapacityBudgetTests
{
    [Theory]
    [InlineData(0.0001, 0.001)]
    [InlineData(0.001, 0.01)]
    [InlineData(0.03, 0.06)]
    public async Task ASmallBudgetIsKept(double unitsPerSecond, double unitsPerPage)
    {
        using var budget = new CapacityBudget(unitsPerSecond, consistent: false);
        await budget.WaitAsync(null, default);
        budget.Consumed(unitsPerPage, scannedItems: 1, isFull: true);

        // What was consumed and the next page come to four seconds at least, of which a quarter may have been saved up.
        Task<int> next = budget.WaitAsync(null, default).AsTask();
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        next.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task AnEmptyPageTellsNothingOfWhatPagesCost()
    {
        using var budget = new CapacityBudget(100_000, consistent: false);
        await budget.WaitAsync(null, default);
        budget.Consumed(0.5, scannedItems: 0, isFull: false);
        await budget.WaitAsync(null, default);

        // Else one request of each worker would leave for next to nothing.
        Task<int> next = budget.WaitAsync(null, default).AsTask();
        await Task.Delay(200);
        next.IsCompleted.ShouldBeFalse();

        budget.Consumed(2, scannedItems: 80, isFull: true);
        await next;
        await budget.WaitAsync(null, default);
    }

    [Fact]
    public async Task TheShortLastPageOfASegmentMakesTheNextNoSmaller()
    {
        using var budget = new CapacityBudget(1000, consistent: false);
        (await budget.WaitAsync(null, CancellationToken.None)).ShouldBe(4000);
        budget.Consumed(20, scannedItems: 800, isFull: true);
        (await budget.WaitAsync(null, CancellationToken.None)).ShouldBe(80_000);
        budget.Consumed(0.5, scannedItems: 3, isFull: false);
        (await budget.WaitAsync(null, CancellationToken.None)).ShouldBe(80_000);

        // Larger items make it smaller at once, wherever their page ends.
        budget.Consumed(60.5, scannedItems: 600, isFull: false);
        (await budget.WaitAsync(null, CancellationToken.None)).ShouldBeInRange(19_000, 20_000);
    }
}

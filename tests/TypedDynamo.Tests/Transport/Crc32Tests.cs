using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

public sealed class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    [Fact]
    public void HasTheStandardCheckValue() => Crc32.Compute("123456789"u8).ShouldBe(0xCBF43926u);

    [Fact]
    public void FoldingGivesWhatTheTableGives()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var random = new Random(seed);
                byte[] data = new byte[random.Next(0, 5000)];
                random.NextBytes(data);
                int start = Math.Min(random.Next(0, 20), data.Length);
                Crc32.Compute(data.AsSpan(start)).ShouldBe(~Crc32.UpdateByTable(~0u, data.AsSpan(start)));
            }).QuickCheckThrowOnFailure();
}

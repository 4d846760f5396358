namespace TypedDynamo.Tests.Scanning;

/// <summary>The old checkpoint or the new one is there, whole, whatever is killed when.</summary>
public sealed class FileCheckpointStoreTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "checkpoints");
    private readonly FileCheckpointStore _store;

    public FileCheckpointStoreTests() => _store = new FileCheckpointStore(_directory);

    private string Root => Path.GetDirectoryName(_directory)!;

    public void Dispose()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    [Fact]
    public async Task TheLastCheckpointComesBackAndTheDirectoryIsMade()
    {
        (await _store.LoadAsync("orders")).ShouldBeNull();
        await _store.DeleteAsync("orders");
        Directory.Exists(_directory).ShouldBeFalse();

        await _store.SaveAsync("orders", Checkpoint(1));
        await _store.SaveAsync("orders", Checkpoint(2));
        await _store.SaveAsync("other", Checkpoint(3));

        (await _store.LoadAsync("orders"))!.Items.ShouldBe(2);
        (await new FileCheckpointStore(_directory).LoadAsync("orders"))!.ToJson().ShouldBe(Checkpoint(2).ToJson());
        Directory.GetFiles(_directory).Select(Path.GetFileName).ShouldBe(["orders.checkpoint.json", "other.checkpoint.json"], ignoreOrder: true);
        await _store.DeleteAsync("orders");
        (await _store.LoadAsync("orders")).ShouldBeNull();
        (await _store.LoadAsync("other"))!.Items.ShouldBe(3);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b\\c:d*?\0\n")]
    [InlineData("ü 😀")]
    [InlineData("C:\\file")]
    [InlineData("%2F")]
    public async Task AnyNameIsAFileInTheDirectory(string name)
    {
        await _store.SaveAsync(name, Checkpoint(7));

        Directory.GetFiles(Root, "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldStartWith(_directory + Path.DirectorySeparatorChar);
        (await _store.LoadAsync(name))!.Items.ShouldBe(7);
        (await _store.LoadAsync(name + "x")).ShouldBeNull();
        await _store.DeleteAsync(name);
        Directory.GetFiles(_directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task NamesThatWouldBeOneFileAreTwo()
    {
        await _store.SaveAsync("a/b", Checkpoint(1));
        await _store.SaveAsync("a%2Fb", Checkpoint(2));

        (await _store.LoadAsync("a/b"))!.Items.ShouldBe(1);
    }

    [Fact]
    public async Task NoNameAndATooLongOneAreRefused()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await _store.SaveAsync("", Checkpoint(1)));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.LoadAsync(new string('a', 181)));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.LoadAsync(new string('ü', 31)));
        await _store.SaveAsync(new string('ü', 30), Checkpoint(1));
    }

    [Fact]
    public async Task WhatAKilledWriteLeavesDoesNoHarm()
    {
        await _store.SaveAsync("orders", Checkpoint(1));
        string file = Directory.GetFiles(_directory).Single();
        await File.WriteAllTextAsync($"{file}.{Guid.NewGuid():N}.tmp", Checkpoint(2).ToJson()[..20]);

        (await _store.LoadAsync("orders"))!.Items.ShouldBe(1);
        await _store.SaveAsync("orders", Checkpoint(3));
        (await _store.LoadAsync("orders"))!.Items.ShouldBe(3);
        await _store.DeleteAsync("orders");
        Directory.GetFiles(_directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task AFailedWriteLeavesTheOldCheckpointAndNothingElse()
    {
        await _store.SaveAsync("orders", Checkpoint(1));
        string file = Directory.GetFiles(_directory).Single();
        File.Delete(file);
        Directory.CreateDirectory(Path.Combine(file, "in the way"));

        await Should.ThrowAsync<Exception>(async () => await _store.SaveAsync("orders", Checkpoint(2)));

        Directory.GetFiles(_directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task ADamagedFileIsNamed()
    {
        await _store.SaveAsync("orders", Checkpoint(1));
        string file = Directory.GetFiles(_directory).Single();
        await File.WriteAllTextAsync(file, Checkpoint(1).ToJson()[..^1]);

        (await Should.ThrowAsync<ScanCheckpointException>(async () => await _store.LoadAsync("orders"))).Message.ShouldContain(file);
    }

    [Fact]
    public async Task SavesAtOnceAndReadsBetweenSeeWholeCheckpoints()
    {
        await _store.SaveAsync("orders", Checkpoint(0));
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(1, 50).Select(i => _store.SaveAsync("orders", Checkpoint(i)).AsTask())),
            Task.WhenAll(Enumerable.Range(1, 50).Select(_ => _store.LoadAsync("orders").AsTask())));

        (await _store.LoadAsync("orders"))!.Items.ShouldBeInRange(1, 50);
        Directory.GetFiles(_directory).ShouldHaveSingleItem();
    }

    private static ScanCheckpoint Checkpoint(long items) => ScanCheckpoint.Create(new byte[32], 8, ScanWorker.Only, [(0, 3)], [], items);
}

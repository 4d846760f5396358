namespace TypedDynamo.PackageTests;

/// <summary>What somebody sees who has only the packages: a new project outside the repository, built and run against the engine.</summary>
public sealed class FreshProjectTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    // Nobody names a version of the SDK here, so NuGet takes the oldest that the packages ask for, and the program runs on it.
    [Fact]
    public async Task ANewProjectRestoresBuildsAndRuns()
    {
        using Consumer project = await Consumer.CreateAsync(packages, "");
        await project.WriteAsync("Program.cs", """
            using TypedDynamo;
            using TypedDynamo.Testing;

            await using var engine = await DynamoDbLocal.StartAsync();
            await using var proxy = await FaultProxy.StartAsync(engine.Endpoint);
            proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.5), Operation = "BatchWriteItem", Times = 2 });
            using var client = proxy.CreateClient();
            var songs = new SongTable(client);
            await songs.EnsureCreatedAsync();
            await songs.PutManyAsync(Enumerable.Range(1, 30).Select(n => new Song($"artist-{n % 3}", $"title-{n:D2}", n)));

            int seconds = 0;
            await foreach (Song song in songs.Query("artist-1", k => k.BeginsWith("title-1")))
            {
                seconds += song.Seconds;
            }

            int count = 0;
            await foreach (Song song in songs.ScanAllParallelAsync())
            {
                count++;
            }

            Console.WriteLine($"{count} songs, {seconds} seconds, {await songs.GetAsync("artist-2", "title-02")}");

            [DynamoTable("songs")]
            public sealed record Song([PartitionKey] string Artist, [SortKey] string Title, int Seconds);
            """);

        string output = await project.RunAsync("run");

        // 10, 13, 16 and 19 are the numbers from 10 to 19 with the remainder 1.
        output.ShouldContain("30 songs, 58 seconds, Song { Artist = artist-2, Title = title-02, Seconds = 2 }");
    }

    // Were a package to ask for a newer one, this would be a downgrade: the error NU1605.
    [Fact]
    public async Task AProjectWithTheOldestSdkRestores()
    {
        using Consumer project = await Consumer.CreateAsync(
            packages, $"""<PackageReference Include="AWSSDK.DynamoDBv2" Version="{Repository.AwsSdkFloor}" />""");

        await project.RunAsync("restore");
    }

    /// <summary>A project in a folder of its own, which has the packed packages as a feed beside those of the machine.</summary>
    private sealed class Consumer : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typed-dynamo-consumer-");

        public static async Task<Consumer> CreateAsync(PackedPackages packages, string reference)
        {
            var project = new Consumer();
            await project.WriteAsync("NuGet.config", $"""
                <configuration>
                  <packageSources>
                    <add key="packed" value="{packages.Feed}" />
                  </packageSources>
                </configuration>
                """);
            await project.WriteAsync("Consumer.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="TypedDynamo" Version="{packages.Version}" />
                    <PackageReference Include="TypedDynamo.Testing" Version="{packages.Version}" />
                    {reference}
                  </ItemGroup>
                </Project>
                """);
            return project;
        }

        public Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text);

        /// <remarks>The folder for packages is its own, so that nothing that this machine has cached stands in for what the packages lack.</remarks>
        public Task<string> RunAsync(string command) => Repository.RunAsync(
            _folder.FullName,
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages") },
            "dotnet",
            command);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

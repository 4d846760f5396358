namespace TypedDynamo.PackageTests;

/// <summary>What somebody sees who has only the packages: a new project outside the repository, built and run against the engine.</summary>
public sealed class FreshProjectTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Fact]
    public async Task ANewProjectRestoresBuildsAndRuns()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typed-dynamo-consumer-");
        try
        {
            await WriteAsync("NuGet.config", $"""
                <configuration>
                  <packageSources>
                    <add key="packed" value="{packages.Feed}" />
                  </packageSources>
                </configuration>
                """);
            await WriteAsync("Consumer.csproj", $"""
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
                  </ItemGroup>
                </Project>
                """);
            await WriteAsync("Program.cs", """
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

            // A folder of its own, so that nothing that this machine has cached stands in for what the packages lack.
            var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages") };
            string output = await Repository.RunAsync(folder.FullName, environment, "dotnet", "run");

            // 10, 13, 16 and 19 are the numbers from 10 to 19 with the remainder 1.
            output.ShouldContain("30 songs, 58 seconds, Song { Artist = artist-2, Title = title-02, Seconds = 2 }");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
    }
}

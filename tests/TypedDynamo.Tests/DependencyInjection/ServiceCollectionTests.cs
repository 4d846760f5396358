using Amazon.DynamoDBv2;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace TypedDynamo.Tests.DependencyInjection;

public class ServiceCollectionTests
{
    private readonly IAmazonDynamoDB _client = Substitute.For<IAmazonDynamoDB>();

    [Fact]
    public void TablesAreServices()
    {
        using ServiceProvider provider = Build(services => services
            .AddTypedDynamo(options => options.TableNamePrefix = "test-")
            .AddTable<LogRowTable>()
            .AddTable<ShapeRowTable>());

        provider.GetRequiredService<LogRowTable>().TableName.ShouldBe("test-" + LogRowTable.Schema.TableName);
        provider.GetRequiredService<ShapeRowTable>().TableName.ShouldBe("test-" + ShapeRowTable.Schema.TableName);
        provider.GetRequiredService<LogRowTable>().ShouldBeSameAs(provider.GetRequiredService<LogRowTable>());
        provider.GetRequiredService<IDynamoTables>().Get<LogRowTable>().ShouldBeSameAs(provider.GetRequiredService<LogRowTable>());
    }

    [Fact]
    public void NamesComeFromTheConfiguration()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DynamoDB:TableNamePrefix"] = "live-",
            ["DynamoDB:TableNames:" + LogRowTable.Schema.TableName] = "rows-v2",
        }).Build();
        using ServiceProvider provider = Build(services =>
        {
            services.Configure<TypedDynamoOptions>(configuration.GetSection("DynamoDB"));
            services.AddTypedDynamo().AddTable<LogRowTable>();
        });

        provider.GetRequiredService<LogRowTable>().TableName.ShouldBe("live-rows-v2");
    }

    [Fact]
    public void ATenantHasTablesAndAClientOfItsOwn()
    {
        IAmazonDynamoDB other = Substitute.For<IAmazonDynamoDB>();
        using ServiceProvider provider = Build(services =>
        {
            services.AddKeyedSingleton("b", other);
            services.AddTypedDynamo("a", options => options.TableNamePrefix = "a-").AddTable<LogRowTable>();
            services.AddTypedDynamo("b", options => options.TableNamePrefix = "b-").AddTable<LogRowTable>();
        });

        LogRowTable a = provider.GetRequiredKeyedService<LogRowTable>("a");
        LogRowTable b = provider.GetRequiredKeyedService<LogRowTable>("b");

        a.TableName.ShouldStartWith("a-");
        a.Connection.Client.ShouldBeSameAs(_client);
        b.TableName.ShouldStartWith("b-");
        b.Connection.Client.ShouldBeSameAs(other);
        provider.GetService<LogRowTable>().ShouldBeNull();
    }

    [Fact]
    public void ATenantThatNobodyRegisteredHasTheNamesThatItsOptionsCompute()
    {
        using ServiceProvider provider = Build(services =>
        {
            services.AddTypedDynamo();
            services.AddSingleton<IConfigureOptions<TypedDynamoOptions>>(new ConfigureTenants());
        });

        provider.GetRequiredService<IDynamoTables>().Get<LogRowTable>("acme").TableName.ShouldStartWith("acme-");
    }

    [Fact]
    public void TheClockOfTheContainerIsUsed()
    {
        TimeProvider clock = new FakeTimeProvider();
        using ServiceProvider provider = Build(services =>
        {
            services.AddSingleton(clock);
            services.AddTypedDynamo().AddTable<LogRowTable>();
        });

        provider.GetRequiredService<LogRowTable>().Connection.TimeProvider.ShouldBeSameAs(clock);
    }

    private ServiceProvider Build(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(_client);
        configure(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class ConfigureTenants : IConfigureNamedOptions<TypedDynamoOptions>
    {
        public void Configure(TypedDynamoOptions options)
        {
        }

        public void Configure(string? name, TypedDynamoOptions options) => options.TableNamePrefix = name + "-";
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using Group = TypedDynamo.IntegrationTests.Entities.Group;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Values and items of several types, each read back as what it was.</summary>
public abstract class PolymorphismTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly Account s_account = new() { AccountId = "a-1", Sort = "#", Owner = "Ada", Code = "x" };

    private static readonly Deposit s_deposit = new() { AccountId = "a-1", Sort = "2026-01-02", Day = new(2026, 1, 2), Amount = 12.5m, Approval = Level.High };

    private static readonly SavingsDeposit s_savings = new()
    {
        AccountId = "a-1", Sort = "2026-01-03", Day = new(2026, 1, 2), Amount = 7, Approval = Level.Low, Rate = 0.5, Signature = new Circle("o", 1),
    };

    private static readonly Setting s_setting = new("a-1", "setting", 7);

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private DrawingTable _drawings = null!;
    private AccountItemTable _items = null!;
    private AccountTable _accounts = null!;
    private SettingTable _settings = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _drawings = new DrawingTable(wrapped);
        _items = new AccountItemTable(wrapped);
        _accounts = new AccountTable(wrapped);
        _settings = new SettingTable(wrapped);
        await _drawings.CreateTableAsync();
        await _items.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryValueIsReadAsTheTypeThatItWas()
    {
        Drawing drawing = Drawing();
        await _drawings.PutAsync(drawing);
        Drawing read = (await _drawings.GetAsync("d"))!;

        ShapeText.Describe(read).ShouldBe(ShapeText.Describe(drawing));
        read.Figures.Select(figure => figure.GetType()).ShouldBe([typeof(Circle), typeof(Square), typeof(Box), typeof(Group)]);
        read.Marks["dot"].ShouldBe(new Dot(1, -2));
        read.Animal.ShouldBeOfType<Dog>();
    }

    [Fact]
    public async Task ADiscriminatorIsAnAttributeOfTheMap()
    {
        Drawing drawing = Drawing();
        await _drawings.PutAsync(drawing);
        Dictionary<string, AttributeValue> item = (await _client.GetItemAsync("drawings", new() { ["Id"] = new("d") })).Item;

        item["Figures"].L.Select(figure => figure.M["$type"].S).ShouldBe(["circle", "square", "box", "group \"✓\""]);
        item["Figures"].L[2].M.Keys.ShouldBe(["$type", "Name", "Side", "Depth"], ignoreOrder: true);
        item["Marks"].M["dot"].M.Keys.ShouldBe(["kind", "X", "Y"], ignoreOrder: true);
        item["Marks"].M["nothing"].NULL.ShouldBe(true);
        item["Circle"].M.Keys.ShouldBe(["Name", "Radius"], ignoreOrder: true);
        item.ContainsKey("Main").ShouldBeFalse();

        await _drawings.PutAsync(new Drawing { Id = "plain" });
        (await _client.GetItemAsync("drawings", new() { ["Id"] = new("plain") })).Item["Animal"].M.Keys.ShouldBe(["Name"]);
        (await _drawings.GetAsync("plain"))!.Animal.GetType().ShouldBe(typeof(Animal));
    }

    [Fact]
    public async Task TheDiscriminatorMayStandAnywhere()
    {
        Dictionary<string, AttributeValue> item = DrawingTable.ToAttributes(Drawing());
        string expected = ShapeText.Describe(Drawing());
        ShapeText.Describe(DrawingTable.FromAttributes(Reversed(item))).ShouldBe(expected);

        await _client.PutItemAsync("drawings", Reversed(item));
        ShapeText.Describe(await _drawings.GetAsync("d")).ShouldBe(expected);

        AccountItemTable.FromAttributes(Reversed(AccountItemTable.ToAttributes(s_savings))).ShouldBe(s_savings);
    }

    [Fact]
    public async Task ATypeThatIsNotListedIsRefusedBeforeItIsSent()
    {
        Drawing drawing = new() { Id = "x", Figures = [new Circle("c", 1), new Group("g") { Figures = [new Tile("t", 1, "secret")] }] };
        var error = await Should.ThrowAsync<ItemMappingException>(_drawings.PutAsync(drawing));

        error.AttributeName.ShouldBe("Figures[1].Figures[0]");
        error.Message.ShouldContain("[DynamoDerivedType] lists on Figure, but it is Tile");
        error.Message.ShouldNotContain("secret");
        (await _drawings.GetAsync("x")).ShouldBeNull();

        error = await Should.ThrowAsync<ItemMappingException>(_items.PutAsync(new Fine { AccountId = "a-1", Sort = "fine" }));
        error.Message.ShouldBe(
            "An item of AccountItem cannot be stored in table 'accounts': "
            + "it must be of a type that [DynamoDerivedType] lists on AccountItem, but it is Fine.");
        error.AttributeName.ShouldBeNull();
    }

    [Theory]
    [InlineData("pentagon", "is another string, but")]
    [InlineData("Circle", "is another string, but")]
    [InlineData(null, "is missing, but")]
    public async Task AnUnknownDiscriminatorIsAnError(string? discriminator, string found)
    {
        Dictionary<string, AttributeValue> figure = new() { ["Name"] = new("n"), ["Radius"] = new() { N = "1" } };
        if (discriminator is not null)
        {
            figure["$type"] = new(discriminator);
        }

        await _client.PutItemAsync("drawings", new() { ["Id"] = new("d"), ["Figures"] = new() { L = [new() { M = figure }] } });
        var error = await Should.ThrowAsync<ItemMappingException>(_drawings.GetAsync("d"));

        error.AttributeName.ShouldBe("Figures[0].$type");
        error.Key.ShouldBe("Id=d");
        error.Message.ShouldContain(found);
        error.Message.ShouldContain("S that is one of 'circle', 'box', 'square', 'group \"✓\"'");
        error.Message.ShouldNotContain("pentagon");
    }

    [Fact]
    public async Task ADiscriminatorOfAnotherTypeOrOfABaseThatHasNoneIsAnError()
    {
        await _client.PutItemAsync("drawings", new() { ["Id"] = new("d"), ["Main"] = new() { M = new() { ["$type"] = new() { N = "1" } } } });
        (await Should.ThrowAsync<ItemMappingException>(_drawings.GetAsync("d"))).Message.ShouldContain("Attribute 'Main.$type' of item 'drawings/Id=d' is N");

        await _client.PutItemAsync("drawings", new() { ["Id"] = new("d"), ["Animal"] = new() { M = new() { ["$type"] = new("cat") } } });
        (await Should.ThrowAsync<ItemMappingException>(_drawings.GetAsync("d"))).AttributeName.ShouldBe("Animal.$type");

        await _client.PutItemAsync("drawings", new() { ["Id"] = new("d"), ["Main"] = new("text") });
        (await Should.ThrowAsync<ItemMappingException>(_drawings.GetAsync("d"))).Message.ShouldContain("is S, but Drawing requires M");
    }

    [Fact]
    public async Task ATableOfABaseHoldsItemsOfAllItsTypes()
    {
        await PutAllAsync();

        (await _items.GetAsync("a-1", "#")).ShouldBe(s_account);
        (await _items.GetAsync("a-1", "2026-01-03")).ShouldBe(s_savings);
        List<AccountItem> queried = await ListAsync(_items.Query("a-1"));
        queried.ShouldBe([s_account, s_deposit, s_savings]);
        queried.Select(item => item.GetType()).ShouldBe([typeof(Account), typeof(Deposit), typeof(SavingsDeposit)]);
        (await ListAsync(_items.Query("a-1", k => k.BeginsWith("2026")).Descending())).ShouldBe([s_savings, s_deposit]);
        (await ListAsync(_items.ScanAllAsync())).ShouldBe([s_account, s_deposit, s_savings], ignoreOrder: true);
        (await ListAsync(_items.ScanAllParallelAsync())).ShouldBe([s_account, s_deposit, s_savings], ignoreOrder: true);

        var kinds = new List<string>();
        await foreach (AccountItem item in _items.Query("a-1"))
        {
            kinds.Add(item switch
            {
                Account account => account.Owner,
                SavingsDeposit savings => $"{savings.Rate}",
                Deposit deposit => $"{deposit.Approval}",
                _ => "?",
            });
        }

        kinds.ShouldBe(["Ada", "High", "0.5"]);
    }

    [Fact]
    public async Task TheKeysOfIndexesMayBeThoseOfOneType()
    {
        await PutAllAsync();

        (await ListAsync(_items.ByDay.Query(new DateOnly(2026, 1, 2)))).ShouldBe([s_savings, s_deposit]);
        (await ListAsync(_items.ByDay.Query(new DateOnly(2026, 1, 2), k => k > 10m))).ShouldBe([s_deposit]);

        // An index that includes some attributes includes the discriminator, and so tells the entities apart.
        (await ListAsync(_items.ByOwner.Query("Ada"))).ShouldBe([new AccountItemByOwnerItem { AccountId = "a-1", Sort = "#", Owner = "Ada" }]);
        (await ListAsync(_items.ByCode.Query("x"))).Single().Code.ShouldBe("x");
        await _client.PutItemAsync("accounts", new() { ["AccountId"] = new("a-2"), ["Sort"] = new("s"), ["Owner"] = new("Ada"), ["kind"] = new("other") });
        (await ListAsync(_items.ByOwner.ScanAllAsync())).Select(item => item.Owner).ShouldBe(["Ada", "High", "Low"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnEntitysTablePassesOverTheItemsOfOthers()
    {
        await PutAllAsync();
        await _client.PutItemAsync("accounts", new() { ["AccountId"] = new("a-1"), ["Sort"] = new("none") });
        await _client.PutItemAsync("accounts", new() { ["AccountId"] = new("a-1"), ["Sort"] = new("number"), ["kind"] = new() { N = "1" } });

        (await ListAsync(_accounts.Query("a-1"))).ShouldBe([s_account]);
        (await ListAsync(_accounts.ScanAllAsync())).ShouldBe([s_account]);
        (await ListAsync(_accounts.ScanAllParallelAsync())).ShouldBe([s_account]);
        (await ListAsync(_settings.Query("a-1"))).ShouldBe([s_setting]);
        (await ListAsync(_settings.Query("a-1").Take(1).PageSize(1))).ShouldBe([s_setting]);
        (await ListAsync(_items.Query("a-1"))).Count.ShouldBe(3);
        (await ListAsync(new AnyAccountItemTable(wrap(_client)).ScanAllAsync())).Count.ShouldBe(6);

        Page<Setting> page = await _settings.Query("a-1").PageSize(5).ToPageAsync();
        page.Items.ShouldBeEmpty();
        page = await _settings.Query("a-1").PageSize(5).ToPageAsync(page.ContinuationToken);
        page.Items.ShouldBe([s_setting]);
    }

    [Fact]
    public async Task AnItemOfAnotherEntityIsAnErrorWhereItsKeyIsAskedFor()
    {
        await PutAllAsync();
        var error = await Should.ThrowAsync<ItemMappingException>(_settings.GetAsync("a-1", "#"));
        error.Message.ShouldBe(
            "Attribute 'kind' of item 'accounts/AccountId=a-1, Sort=#' is another string, but Setting requires S that is one of 'setting'.");
        (await Should.ThrowAsync<ItemMappingException>(_items.GetAsync("a-1", "setting"))).AttributeName.ShouldBe("kind");
        (await _accounts.GetAsync("a-1", "#")).ShouldBe(s_account);
        (await _accounts.GetAsync("a-1", "-")).ShouldBeNull();
    }

    [Fact]
    public async Task OneQueryYieldsEachItemOfACollectionAsItsType()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        var items = new CustomerItemTable(wrapped);
        var visits = new VisitTable(wrapped);
        await items.CreateTableAsync();
        Profile profile = new("c-42", "Ada");
        Purchase first = new("c-42", new(2026, 1, 2), 7);
        Purchase second = first with { Number = 8 };
        await items.PutManyAsync([second, profile, first, new Profile("c-43", "Bob")]);
        await visits.PutAsync(new Visit("c-42", new(2026, 1, 2)));

        (await ListAsync(items.Query("c-42"))).ShouldBe([profile, first, second]);
        (await ListAsync(items.Query("c-42", k => k.Sort.BeginsWith("PURCHASE#")).Descending())).ShouldBe([second, first]);
        (await items.GetAsync("c-42", "PURCHASE#2026-01-02#000008")).ShouldBe(second);
        (await ListAsync(items.ScanAllAsync())).Count.ShouldBe(4);
        (await ListAsync(visits.ScanAllAsync())).ShouldBe([new Visit("c-42", new(2026, 1, 2))]);

        // Neither the key alone nor the discriminator alone makes an item the entity's.
        await _client.PutItemAsync("customer-items", new() { ["PK"] = new("CUSTOMER#c-42"), ["SK"] = new("VISIT#2026-01-03"), ["$type"] = new("other") });
        await _client.PutItemAsync("customer-items", new() { ["PK"] = new("OTHER#c-42"), ["SK"] = new("VISIT#2026-01-04"), ["$type"] = new("visit") });
        (await ListAsync(visits.ScanAllAsync())).Count.ShouldBe(1);
        Dictionary<string, AttributeValue> stored = (await _client.GetItemAsync("customer-items", new() { ["PK"] = new("CUSTOMER#c-42"), ["SK"] = new("ITEM#PROFILE") })).Item;
        stored.Keys.ShouldBe(["PK", "SK", "$type", "Name"], ignoreOrder: true);
    }

    [Fact]
    public async Task KeysOfDerivedTypesAreCheckedAsKeys()
    {
        var error = await Should.ThrowAsync<ItemMappingException>(_items.PutAsync(s_account with { Owner = "" }));
        error.AttributeName.ShouldBe("Owner");
        error = await Should.ThrowAsync<ItemMappingException>(_items.PutAsync(s_savings with { Sort = "" }));
        error.AttributeName.ShouldBe("Sort");
    }

    private static Drawing Drawing() => new()
    {
        Id = "d",
        Figures =
        [
            new Circle("c", 1.5), new Square("", 2), new Box("b", 3, 4),
            new Group("g") { Figures = [new Group("inner") { Figures = [new Circle("x", 0)] }], Mark = new Label { Text = "t", Figure = new Square("s", 1) } },
        ],
        Marks = new() { ["dot"] = new Dot(1, -2), ["label"] = new Label { Text = "" }, ["nothing"] = null },
        Animal = new Dog { Name = "Rex", Age = 3 },
        Circle = new Circle("alone", 2),
    };

    private static Dictionary<string, AttributeValue> Reversed(Dictionary<string, AttributeValue> map)
        => map.Reverse().ToDictionary(entry => entry.Key, entry => Reversed(entry.Value));

    private static AttributeValue Reversed(AttributeValue value) => value switch
    {
        { IsMSet: true } => new AttributeValue { M = Reversed(value.M), IsMSet = true },
        { IsLSet: true } => new AttributeValue { L = [.. value.L.Select(Reversed)], IsLSet = true },
        _ => value,
    };

    private static async Task<List<T>> ListAsync<T>(ItemSequence<T> sequence)
    {
        var items = new List<T>();
        await foreach (T item in sequence)
        {
            items.Add(item);
        }

        return items;
    }

    private async Task PutAllAsync()
    {
        await _accounts.PutAsync(s_account);
        await _settings.PutAsync(s_setting);
        (await _items.PutManyAsync([s_savings, s_deposit, s_account])).Written.ShouldBe(3);
    }
}

public sealed class PolymorphismTestsThroughThePipeline(EngineFixture fixture) : PolymorphismTests(fixture, client => client);

public sealed class PolymorphismTestsByOrdinaryCalls(EngineFixture fixture) : PolymorphismTests(fixture, ForwardingClient.Around);

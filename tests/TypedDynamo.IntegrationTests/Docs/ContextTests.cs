using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Docs.After;
using TypedDynamo.IntegrationTests.Docs.Before;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Scripts;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>What docs/coming-from-dynamodbcontext.md says of the AWS SDK's context, seen on the engine.</summary>
public sealed class ContextTests(EngineFixture fixture) : IDisposable, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task TheCallsBeforeAndAfterGiveTheSame()
    {
        await new InvoiceTable(_client).CreateTableAsync();
        string before = await ContextBefore.RunAsync(_client);

        (await ContextAfter.RunAsync(_client)).ShouldBe(before);

        before.ShouldBe("c-1/7 50 50 11 90 101 5 20");
    }

    [Fact]
    public async Task ThePagesTableHoldsTheStoredForms()
    {
        await new FormsTable(_client).CreateTableAsync();
        await Context(DynamoDBEntryConversion.V1).SaveAsync(new ContextForms());
        Dictionary<string, AttributeValue> v1 = await ItemAsync("forms", "1");
        await DeleteAsync("1");
        await Context(DynamoDBEntryConversion.V2).SaveAsync(new ContextForms());
        Dictionary<string, AttributeValue> v2 = await ItemAsync("forms", "1");
        await new FormsTable(_client).PutAsync(new Forms());
        Dictionary<string, AttributeValue> ours = await ItemAsync("forms", "1");

        IEnumerable<string> rows =
            from property in typeof(ContextForms).GetProperties()
            let description = property.GetCustomAttribute<DescriptionAttribute>()
            where description is not null
            select $"| {description.Description} | {Text(v1, property)} | {Text(v2, property)} | {Text(ours, property)} |";

        string[] page = await File.ReadAllLinesAsync(Path.Combine(ScriptRunner.RepositoryRoot, "docs", "coming-from-dynamodbcontext.md"));
        page.SkipWhile(line => !line.StartsWith("| The property |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .ShouldBe(rows);
    }

    [Fact]
    public async Task V1IsTheDefault()
    {
        await new FormsTable(_client).CreateTableAsync();

        await new DynamoDBContextBuilder().WithDynamoDBClient(() => _client).Build().SaveAsync(new ContextForms());

        (await ItemAsync("forms", "1"))["Bool"].N.ShouldBe("1");
    }

    [Fact]
    public async Task WhatTheContextWroteIsReadByTheTypeOnThePage()
    {
        await new DeliveryTable(_client).CreateTableAsync();
        await Context(DynamoDBEntryConversion.V2).SaveAsync(new ContextDelivery());
        // A table has one of the two in general; here each attribute has the form that the page speaks of.
        await Context(DynamoDBEntryConversion.V1).SaveAsync(new ContextDelivery { Id = "2", Stops = ["b", "a"] });
        Dictionary<string, AttributeValue> item = await ItemAsync("deliveries", "1");
        Dictionary<string, AttributeValue> v1 = await ItemAsync("deliveries", "2");
        item["Signed"] = v1["Signed"];
        item["Parcels"] = v1["Parcels"];
        await _client.PutItemAsync("deliveries", item);

        Delivery delivery = (await new DeliveryTable(_client).GetAsync("1", "2026-11-20T10:30:05.123Z")).ShouldNotBeNull();

        delivery.Express.ShouldBeTrue();
        delivery.Signed.ShouldBeTrue();
        delivery.Carrier.ShouldBe(Carrier.Rail);
        delivery.Return.ShouldBe(Carrier.Rail);
        delivery.Stops.ShouldBe(["b", "a", "a"]);
        delivery.Parcels.ShouldBe(["p"]);
        delivery.DueAt.ShouldBe(new DateTimeOffset(Forms.Moment).ToUnixTimeSeconds());
        delivery.Remark.ShouldBeEmpty();

        // As a date the key has another text, under which there is no item.
        (await new DatedDeliveryTable(_client).GetAsync("1", Forms.Moment)).ShouldBeNull();
        (await new DatedDeliveryTable(_client).Query("1").AsAsyncEnumerable().SingleAsync()).SentAt.ShouldBe(Forms.Moment);
    }

    [Fact]
    public async Task AnotherFormIsAnErrorThatNamesTheAttribute()
    {
        await new FormsTable(_client).CreateTableAsync();
        await Context(DynamoDBEntryConversion.V1).SaveAsync(new ContextForms());

        ItemMappingException error = await Should.ThrowAsync<ItemMappingException>(() => new FormsTable(_client).GetAsync("1"));

        // Whichever DynamoDB sends first.
        error.AttributeName.ShouldBeOneOf("Bool", "Enum", "NullableEnum", "Texts", "Ints", "Bools");
    }

    [Fact]
    public async Task TheContextReadsWhatIsWrittenHereButForNullableEnums()
    {
        await new FormsTable(_client).CreateTableAsync();
        await new FormsTable(_client).PutAsync(new Forms());
        foreach (DynamoDBEntryConversion conversion in new[] { DynamoDBEntryConversion.V1, DynamoDBEntryConversion.V2 })
        {
            await Should.ThrowAsync<InvalidOperationException>(() => Context(conversion).LoadAsync<ContextForms>("1"));
        }

        await new FormsTable(_client).PutAsync(new Forms { NullableEnum = null });
        foreach (DynamoDBEntryConversion conversion in new[] { DynamoDBEntryConversion.V1, DynamoDBEntryConversion.V2 })
        {
            ContextForms read = await Context(conversion).LoadAsync<ContextForms>("1");
            foreach (PropertyInfo property in typeof(ContextForms).GetProperties().Where(p => p.Name != nameof(ContextForms.NullableEnum)))
            {
                property.GetValue(read).ShouldBeEquivalentTo(property.GetValue(new ContextForms()), property.Name);
            }
        }
    }

    [Fact]
    public async Task SavingKeepsUnknownAttributesAndPuttingDoesNot()
    {
        await new FormsTable(_client).CreateTableAsync();
        await _client.PutItemAsync("forms", new() { ["Id"] = new("1"), ["Text"] = new("x"), ["Unknown"] = new("kept") });

        await Context(DynamoDBEntryConversion.V2).SaveAsync(new ContextForms { Text = null! });

        Dictionary<string, AttributeValue> saved = await ItemAsync("forms", "1");
        saved.ShouldContainKey("Unknown");
        saved.ShouldNotContainKey("Text");
        await new FormsTable(_client).PutAsync(new Forms());
        (await ItemAsync("forms", "1")).ShouldNotContainKey("Unknown");
    }

    [Fact]
    public async Task ListsAreKeptAsTheyAreOnlyHere()
    {
        await new FormsTable(_client).CreateTableAsync();
        var twice = new ContextValue<List<string>> { Value = ["a", "a"] };
        var withEmpty = new ContextValue<List<string>> { Value = ["a", ""] };

        await Should.ThrowAsync<AmazonDynamoDBException>(() => Context(DynamoDBEntryConversion.V1).SaveAsync(twice));
        await Context(DynamoDBEntryConversion.V2).SaveAsync(withEmpty);
        (await ItemAsync("forms", "value"))["Value"].L.Select(element => element.S).ShouldBe(["a"]);

        Forms forms = await new FormsTable(_client).PutAsync(new Forms { Texts = ["a", "", "a"] });
        (await new FormsTable(_client).GetAsync(forms.Id))!.Texts.ShouldBe(["a", "", "a"]);
    }

    [Fact]
    public async Task ADateOfNoKindIsLocalTimeToTheContextAndRefusedHere()
    {
        await new FormsTable(_client).CreateTableAsync();
        DateTime time = DateTime.SpecifyKind(Forms.Moment, DateTimeKind.Unspecified);

        await Context(DynamoDBEntryConversion.V2).SaveAsync(new ContextValue<DateTime> { Value = time });

        DateTime local = DateTime.SpecifyKind(time, DateTimeKind.Local);
        (await ItemAsync("forms", "value"))["Value"].S.ShouldBe(
            local.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        await Should.ThrowAsync<ItemMappingException>(() => new FormsTable(_client).PutAsync(new Forms { Time = time }));
    }

    [Fact]
    public async Task TypesThatTheContextStoresOrRefusesWithoutAConverter()
    {
        await new FormsTable(_client).CreateTableAsync();
        DynamoDBContext context = Context(DynamoDBEntryConversion.V2);

        await context.SaveAsync(new ContextValue<char> { Value = 'c' });
        await context.SaveAsync(new ContextValue<TimeOnly> { Value = new TimeOnly(10, 30) });
        (await ItemAsync("forms", "value"))["Value"].S.ShouldBe("10:30:00.000");
        await context.SaveAsync(new ContextValue<MemoryStream> { Value = new MemoryStream([1]) });
        (await ItemAsync("forms", "value"))["Value"].B.ToArray().ShouldBe([1]);
        await RefusedAsync(new ContextValue<DateTimeOffset> { Value = DateTimeOffset.UnixEpoch });
        await RefusedAsync(new ContextValue<TimeSpan> { Value = TimeSpan.Zero });
        await RefusedAsync(new ContextValue<IReadOnlyList<string>> { Value = ["a"] });

        async Task RefusedAsync<T>(ContextValue<T> value)
            => await Should.ThrowAsync<InvalidOperationException>(() => context.SaveAsync(value));
    }

    // So 0 is a version that is stored, and only null says that an item is not: the property stays one that can be null.
    [Fact]
    public async Task TheContextsVersionsBeginWithZeroAndCanBeNull()
    {
        await new RevisionTable(_client).CreateTableAsync();
        DynamoDBContext context = Context(DynamoDBEntryConversion.V2);

        await context.SaveAsync(new ContextRevision<int?>());

        (await ItemAsync("revisions", "1"))["Version"].N.ShouldBe("0");
        (await new RevisionTable(_client).GetAsync("1")).ShouldNotBeNull().Version.ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => context.SaveAsync(new ContextRevision<int>()));
    }

    [Fact]
    public async Task ASaveTakesAConditionInPlaceOfTheVersionsCheck()
    {
        await new RevisionTable(_client).CreateTableAsync();
        DynamoDBContext context = Context(DynamoDBEntryConversion.V2);
        var absent = new ContextExpression();
        absent.SetFilter<ContextRevision<int?>>(revision => ContextExpression.AttributeNotExists(revision.Id));

        await Should.ThrowAsync<InvalidOperationException>(
            () => context.SaveAsync(new ContextRevision<int?>(), new SaveConfig { ConditionalExpression = absent }));
        var config = new SaveConfig { ConditionalExpression = absent, SkipVersionCheck = true };
        await context.SaveAsync(new ContextRevision<int?>(), config);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => context.SaveAsync(new ContextRevision<int?>(), config));
    }

    private DynamoDBContext Context(DynamoDBEntryConversion conversion)
        => new DynamoDBContextBuilder().WithDynamoDBClient(() => _client).ConfigureContext(config => config.Conversion = conversion).Build();

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(string table, string id)
        => (await _client.ScanAsync(new ScanRequest(table))).Items.Single(item => item["Id"].S == id);

    private Task DeleteAsync(string id) => _client.DeleteItemAsync("forms", new() { ["Id"] = new(id) });

    private static string Text(Dictionary<string, AttributeValue> item, PropertyInfo property)
        => Text(item.GetValueOrDefault(property.Name));

    /// <summary>A value as the page writes it: its type, and what it holds. Sets have no order, so theirs is sorted.</summary>
    private static string Text(AttributeValue? value) => value switch
    {
        null => "absent",
        { S: not null } => $"S `{value.S}`".Replace(" ``", " empty"),
        { N: not null } => $"N `{value.N}`",
        { B: not null } => $"B, {value.B.Length} bytes",
        { BOOL: not null } => value.BOOL.Value ? "BOOL `true`" : "BOOL `false`",
        { SS: not null } => $"SS `{string.Join(", ", value.SS.Order())}`",
        { NS: not null } => $"NS `{string.Join(", ", value.NS.Order())}`",
        { L: not null } => value.L.Count == 0 ? "L, empty" : $"L of {string.Join(", ", value.L.Select(Text))}",
        { M: not null } => $"M {string.Join(", ", value.M.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {Text(pair.Value)}"))}",
        _ => throw new NotSupportedException(),
    };
}

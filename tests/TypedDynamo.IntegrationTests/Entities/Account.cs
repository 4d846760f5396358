namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Everything that is stored of an account: items of several types in one table, under one partition key.</summary>
[DynamoTable("accounts"), DynamoDiscriminator("kind")]
[DynamoDerivedType(typeof(Account), "account")]
[DynamoDerivedType(typeof(Deposit), "deposit")]
[DynamoDerivedType(typeof(SavingsDeposit), "savings")]
[GsiProjection("by-owner", IndexProjection.Include), GsiProjection("by-code", IndexProjection.KeysOnly)]
public abstract record AccountItem
{
    [PartitionKey] public required string AccountId { get; init; }

    [SortKey] public required string Sort { get; init; }
}

/// <summary>The account itself, which has a table class of its own too.</summary>
[DynamoTable("accounts")]
public sealed record Account : AccountItem
{
    [Gsi("by-owner", KeyRole.Partition)] public required string Owner { get; init; }

    [Gsi("by-code", KeyRole.Partition)] public string? Code { get; init; }
}

public record Deposit : AccountItem
{
    [Gsi("by-day", KeyRole.Partition)] public DateOnly Day { get; init; }

    [Gsi("by-day", KeyRole.Sort)] public decimal Amount { get; init; }

    [DynamoAttribute("Owner")] public Level Approval { get; init; }

    public Figure? Signature { get; init; }
}

public sealed record SavingsDeposit : Deposit
{
    public required double Rate { get; init; }
}

/// <summary>A type that the base does not list.</summary>
public sealed record Fine : Deposit;

/// <summary>Another entity of the table, told apart by a discriminator alone.</summary>
[DynamoTable("accounts", Discriminator = "setting"), DynamoDiscriminator("kind")]
public readonly record struct Setting([PartitionKey] string AccountId, [SortKey] string Sort, int Value);

/// <summary>A view of every item of the table, for it asks for no discriminator.</summary>
[DynamoTable("accounts")]
public sealed record AnyAccountItem([PartitionKey] string AccountId, [SortKey] string Sort);

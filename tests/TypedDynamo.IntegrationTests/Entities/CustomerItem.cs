namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>All that is stored of a customer, under one composed partition key; each type has a sort key of its own form.</summary>
[DynamoTable("customer-items", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ITEM#{Sort}")]
[DynamoDerivedType(typeof(Profile), "profile"), DynamoDerivedType(typeof(Purchase), "purchase")]
public abstract record CustomerItem(string CustomerId)
{
    public abstract string Sort { get; init; }
}

public sealed record Profile(string CustomerId, string Name) : CustomerItem(CustomerId)
{
    public override string Sort
    {
        get => "PROFILE";
        init { }
    }
}

public sealed record Purchase(string CustomerId, DateOnly Day, int Number) : CustomerItem(CustomerId)
{
    public override string Sort
    {
        get => FormattableString.Invariant($"PURCHASE#{Day:yyyy-MM-dd}#{Number:D6}");
        init { }
    }
}

/// <summary>An entity with a composed key and a discriminator: both must be its own.</summary>
[DynamoTable("customer-items", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "VISIT#{Day}", Discriminator = "visit")]
public sealed record Visit(string CustomerId, DateOnly Day);

[DynamoProjection(typeof(CustomerItem))]
public sealed record CustomerItemSort(string Sort);

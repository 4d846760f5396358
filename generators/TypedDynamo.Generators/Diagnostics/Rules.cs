using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Diagnostics;

/// <summary>The catalogue of rules: 1xx keys and indexes, 2xx attributes and items, 3xx queries and updates.</summary>
internal static class Rules
{
    private const string Keys = "TypedDynamo.Keys";
    private const string Attributes = "TypedDynamo.Attributes";
    private const string Queries = "TypedDynamo.Queries";

    public static readonly DiagnosticDescriptor TableNeedsPartitionKey = Error(
        "TDYN101", Keys,
        "A table needs a partition key",
        "'{0}' has no partition key; mark one property with [PartitionKey]");

    public static readonly DiagnosticDescriptor TableHasOnePartitionKey = Error(
        "TDYN102", Keys,
        "A table has one partition key",
        "'{0}' has two partition keys, '{1}' and '{2}'; remove [PartitionKey] from one of them");

    public static readonly DiagnosticDescriptor TableHasOneSortKey = Error(
        "TDYN103", Keys,
        "A table has at most one sort key",
        "'{0}' has two sort keys, '{1}' and '{2}'; remove [SortKey] from one of them");

    public static readonly DiagnosticDescriptor KeyTypeCannotBeStored = Error(
        "TDYN104", Keys,
        "A key is a string, a number or binary data",
        "'{0}.{1}' is a key of type '{2}', but a key is stored as a string, a number or binary data; "
        + "give it a type such as string, Guid, an enum, a date, a number or byte[]");

    public static readonly DiagnosticDescriptor KeyCannotBeNull = Error(
        "TDYN105", Keys,
        "A table key cannot be null",
        "'{0}.{1}' is a key and cannot be null; make its type '{2}'");

    public static readonly DiagnosticDescriptor KeyHasOneRole = Error(
        "TDYN106", Keys,
        "A property is the partition key or the sort key",
        "'{0}.{1}' is both the partition key and the sort key; remove [PartitionKey] or [SortKey]");

    public static readonly DiagnosticDescriptor GlobalIndexNeedsPartitionKey = Error(
        "TDYN107", Keys,
        "A global index needs a partition key",
        "Global index '{1}' of '{0}' has no partition key; mark one property with [Gsi(\"{1}\", KeyRole.Partition)]");

    public static readonly DiagnosticDescriptor LocalIndexNeedsTableSortKey = Error(
        "TDYN108", Keys,
        "A local index needs a table with a sort key",
        "Local index '{1}' of '{0}' needs a table with a sort key; mark a property with [SortKey], or make the index a global one with [Gsi]");

    public static readonly DiagnosticDescriptor TooManyLocalIndexes = Error(
        "TDYN109", Keys,
        "A table has at most five local indexes",
        "'{0}' has more than five local indexes, '{1}' among them; make some of them global ones with [Gsi]");

    public static readonly DiagnosticDescriptor KeyOrderIsWrong = Error(
        "TDYN110", Keys,
        "The attributes of an index's key are numbered from 0",
        "Index '{1}' of '{0}' {2}");

    public static readonly DiagnosticDescriptor IndexIsNotDeclared = Error(
        "TDYN111", Keys,
        "A projection names an index that there is not",
        "'{0}' projects into '{1}', which is no index of that kind with IndexProjection.Include; correct the name, or declare the index by [Gsi] or [Lsi]");

    public static readonly DiagnosticDescriptor IndexHasOneKind = Error(
        "TDYN112", Keys,
        "An index is global or local",
        "Index '{1}' of '{0}' is declared both by [Gsi] and by [Lsi]; give one of the two indexes another name");

    public static readonly DiagnosticDescriptor ManyGlobalIndexes = Warning(
        "TDYN113", Keys,
        "More than 20 global indexes need a higher quota",
        "'{0}' has more than 20 global indexes, '{1}' among them; DynamoDB creates them only in accounts whose quota has been raised");

    public static readonly DiagnosticDescriptor KeyIsFloatingPoint = Warning(
        "TDYN114", Keys,
        "A key is a floating-point number",
        "'{0}.{1}' is a key, but a floating-point number: what is computed differs in its last digits and is not found; use decimal or a whole number");

    public static readonly DiagnosticDescriptor SortKeyDoesNotSort = Warning(
        "TDYN115", Keys,
        "A sort key does not sort as its values do",
        "'{0}.{1}' is a sort key, but {2}");

    public static readonly DiagnosticDescriptor KeyTemplateIsMalformed = Error(
        "TDYN117", Keys,
        "A key template cannot be read back",
        "Key template '{1}' of '{0}' {2}");

    public static readonly DiagnosticDescriptor PropertyCannotBeInKey = Error(
        "TDYN118", Keys,
        "A property cannot stand in a key template",
        "Key template '{1}' of '{0}' names '{2}', which {3}; {4}");

    public static readonly DiagnosticDescriptor KeyIsComposedOrNot = Error(
        "TDYN119", Keys,
        "A key is made of templates or of properties",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor KeyDoesNotSort = Warning(
        "TDYN120", Keys,
        "A sort key template does not sort as its values do",
        "'{0}.{1}' in the sort key {2}");

    public static readonly DiagnosticDescriptor KeysCanBeTheSame = Warning(
        "TDYN121", Keys,
        "Two types of one table can have the same key",
        "'{0}' and '{1}' are in table '{2}' and can have the same key, by '{3}' and '{4}'; give one of them other literal text",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor EntityKeysDiffer = Error(
        "TDYN122", Keys,
        "The entities of a table have the same keys",
        "'{0}' and '{1}' are stored in one table, but {2}");

    public static readonly DiagnosticDescriptor TableNameIsInvalid = Error(
        "TDYN123", Keys,
        "DynamoDB does not accept the table's name",
        "'{0}' has the table name '{1}', which DynamoDB does not accept; write 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'");

    public static readonly DiagnosticDescriptor IndexNameIsInvalid = Error(
        "TDYN124", Keys,
        "DynamoDB does not accept an index's name",
        "'{0}' has the index name '{1}', which DynamoDB does not accept; write 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'");

    public static readonly DiagnosticDescriptor KeyNameIsTooLong = Error(
        "TDYN125", Keys,
        "The attribute name of a key is too long",
        "'{0}.{1}' is {2}, and its attribute name has {3} bytes in UTF-8, but may have 255; give it a shorter one with [DynamoAttribute]");

    public static readonly DiagnosticDescriptor TooManyProjectedAttributes = Error(
        "TDYN126", Keys,
        "A table's indexes include at most 100 attributes",
        "The indexes of '{0}' include {1} attributes, but may include 100 in all; remove some [ProjectedInto], or let an index hold all attributes");

    public static readonly DiagnosticDescriptor TableClassIsTaken = Error(
        "TDYN127", Keys,
        "The name of a generated class is taken",
        "'{0}' gets the generated class '{1}', but there is a type of that name already; rename one of the two");

    public static readonly DiagnosticDescriptor TypeCannotBeMapped = Error(
        "TDYN201", Attributes,
        "A property's type cannot be stored",
        "'{0}.{1}' is of type {2} cannot be stored as an attribute; change the type or mark the property with [DynamoIgnore]");

    public static readonly DiagnosticDescriptor PropertyCannotBeSet = Error(
        "TDYN202", Attributes,
        "A property cannot be set when an item is read",
        "'{0}.{1}' cannot be set when an item is read; {2}, or mark the property with [DynamoIgnore]");

    public static readonly DiagnosticDescriptor NoUsableConstructor = Error(
        "TDYN203", Attributes,
        "An item cannot be created when it is read",
        "'{0}' cannot be created when an item is read; {1}");

    public static readonly DiagnosticDescriptor AttributeNameIsTaken = Error(
        "TDYN204", Attributes,
        "Two properties have the same attribute name",
        "'{0}.{1}' and '{0}.{2}' are both stored as the attribute '{3}'; give one of them another name with [DynamoAttribute]");

    public static readonly DiagnosticDescriptor TypeCannotBeItem = Error(
        "TDYN205", Attributes,
        "A type cannot be the item of a table",
        "'{0}' is {1} and cannot be the item of a table; {2}");

    public static readonly DiagnosticDescriptor NoEnumToStore = Error(
        "TDYN206", Attributes,
        "[DynamoEnum] stands where there is no enum",
        "'{0}.{1}' is marked with [DynamoEnum], but its type '{2}' is neither an enum nor a collection of enums; remove the annotation");

    public static readonly DiagnosticDescriptor ConverterCannotBeUsed = Error(
        "TDYN208", Attributes,
        "A converter cannot be used",
        "'{0}' cannot be converted by '{1}': {2}");

    public static readonly DiagnosticDescriptor ConverterDoesNotFit = Error(
        "TDYN209", Attributes,
        "A converter is for another type",
        "'{0}' of type '{2}' cannot be converted by '{1}', which converts '{3}'; name a converter whose TValue is the type, or that of its elements");

    public static readonly DiagnosticDescriptor ConvertedTypeCannotBeStored = Error(
        "TDYN210", Attributes,
        "What a converter makes cannot be stored",
        "'{0}' cannot be converted by '{1}', because '{2}' {3}; give the converter another TStored, such as string");

    public static readonly DiagnosticDescriptor FormatCannotBeUsed = Error(
        "TDYN211", Attributes,
        "A format cannot be used",
        "'{0}' cannot be stored in the format '{1}': {2}");

    public static readonly DiagnosticDescriptor AnnotationAsksForAnotherType = Error(
        "TDYN212", Attributes,
        "An annotation asks for another type",
        "'{0}.{1}' is marked with [{2}], but its type is '{3}'; make it {4}");

    public static readonly DiagnosticDescriptor AnnotationStandsOnce = Error(
        "TDYN213", Attributes,
        "An annotation stands on one property of a type",
        "'{0}.{1}' and '{0}.{2}' are both marked with [{3}]; remove it from one of them");

    public static readonly DiagnosticDescriptor AnnotationsExcludeEachOther = Error(
        "TDYN214", Attributes,
        "Two annotations exclude each other",
        "'{0}.{1}' is marked with both [{2}] and [{3}]; remove one of them");

    public static readonly DiagnosticDescriptor FlattenedTypeHoldsItself = Error(
        "TDYN215", Attributes,
        "A flattened type holds itself",
        "'{0}.{1}' is marked with [DynamoFlatten], but its attributes would stand in those of '{2}' itself; remove [DynamoFlatten]");

    public static readonly DiagnosticDescriptor AttributeNameIsEmpty = Error(
        "TDYN217", Attributes,
        "An attribute needs a name",
        "'{0}.{1}' has an empty attribute name; give it one of at least one character with [DynamoAttribute], or remove the annotation");

    public static readonly DiagnosticDescriptor DerivedTypeCannotBeStored = Error(
        "TDYN220", Attributes,
        "A derived type cannot be stored in place of its base",
        "'{0}' lists '{1}' by [DynamoDerivedType], which {2}; {3}");

    public static readonly DiagnosticDescriptor DiscriminatorIsTaken = Error(
        "TDYN221", Attributes,
        "Each derived type has a discriminator of its own",
        "{0}");

    public static readonly DiagnosticDescriptor DiscriminatorNameIsTaken = Error(
        "TDYN222", Attributes,
        "The discriminator has an attribute of its own",
        "{0}; give the discriminator of '{1}' another name with [DynamoDiscriminator]");

    public static readonly DiagnosticDescriptor DiscriminatorIsContradicted = Error(
        "TDYN223", Attributes,
        "An entity has one discriminator",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor AttributeNameIsTooLong = Error(
        "TDYN224", Attributes,
        "An attribute's name is too long",
        "'{0}.{1}' has an attribute name of {2} bytes in UTF-8, but may have 65535; give it a shorter one with [DynamoAttribute]");

    public static readonly DiagnosticDescriptor AnnotationHasNoEffect = Error(
        "TDYN225", Attributes,
        "An annotation has no effect",
        "[{0}] has no effect on '{1}.{2}', because {3}; {4}");

    public static readonly DiagnosticDescriptor ObjectModelAnnotationHasNoEffect = Error(
        "TDYN226", Attributes,
        "An annotation of the AWS object model has no effect",
        "'{0}.{1}' has [{2}] of the AWS object model, which has no effect here; {3}");

    public static readonly DiagnosticDescriptor VersionCannotBeSet = Error(
        "TDYN227", Attributes,
        "A version cannot be set on an item",
        "'{0}.{1}' cannot be set on an item that has been put with its next version; {2}");

    public static readonly DiagnosticDescriptor ProjectionOfNoTable = Error(
        "TDYN301", Queries,
        "A projection is of the item of a table",
        "'{0}' is a projection of '{1}', which {2}; {3}");

    public static readonly DiagnosticDescriptor ProjectedPropertyIsNotInItem = Error(
        "TDYN302", Queries,
        "A projected property is one of the item's",
        "'{0}.{1}' cannot be read of an item, because {2}; {3}");

    public static readonly DiagnosticDescriptor ProjectedPropertyHasAnotherType = Error(
        "TDYN303", Queries,
        "A projected property has the type of the item's",
        "'{0}.{1}' is of type '{2}', and '{3}.{1}' is of type '{4}'; make it '{4}', or leave it out with [DynamoIgnore]");

    public static readonly DiagnosticDescriptor ProjectionCannotBeMade = Error(
        "TDYN304", Queries,
        "A type cannot be a projection",
        "'{0}' is {1} and cannot be a projection; {2}");

    public static readonly DiagnosticDescriptor ExpressionIsDropped = Error(
        "TDYN305", Queries,
        "An expression is built and dropped",
        "This '{0}' is built but not used, so it has no effect; {1}");

    public static readonly DiagnosticDescriptor TypeIsNoProjection = Error(
        "TDYN306", Queries,
        "A query selects a projection of its item",
        "'{0}' {1}, so that it cannot be selected; {2}",
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor IndexLacksProjectedAttribute = Error(
        "TDYN307", Queries,
        "An index holds what is selected of it",
        "'{0}' reads the attribute '{1}', which the global index '{2}' does not hold; put it there with [ProjectedInto(\"{2}\")] in '{3}', "
            + "or select a projection without it",
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor PageSizeWithFilter = Create(
        "TDYN308", Queries,
        "A page size counts items before the filter",
        "PageSize counts items before the filter and limits no result; if that many items are wanted, call Take",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UpdateIsAsync = Error(
        "TDYN309", Queries,
        "An update is not asynchronous",
        "This update is async void: the code after its first await runs after the request; await before the call, and pass the value");

    public static readonly DiagnosticDescriptor TokenHasNoText = Error(
        "TDYN310", Queries,
        "A token has no text",
        "This '{0}' stands for an attribute whose value only DynamoDB knows, and has no text; use a value of your own");

    /// <summary>The rules of annotated types, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfTables { get; } =
    [
        TableNeedsPartitionKey,
        TableHasOnePartitionKey,
        TableHasOneSortKey,
        KeyTypeCannotBeStored,
        KeyCannotBeNull,
        KeyHasOneRole,
        GlobalIndexNeedsPartitionKey,
        LocalIndexNeedsTableSortKey,
        TooManyLocalIndexes,
        KeyOrderIsWrong,
        IndexIsNotDeclared,
        IndexHasOneKind,
        ManyGlobalIndexes,
        KeyIsFloatingPoint,
        SortKeyDoesNotSort,
        KeyTemplateIsMalformed,
        PropertyCannotBeInKey,
        KeyIsComposedOrNot,
        KeyDoesNotSort,
        KeysCanBeTheSame,
        EntityKeysDiffer,
        TableNameIsInvalid,
        IndexNameIsInvalid,
        KeyNameIsTooLong,
        TooManyProjectedAttributes,
        TableClassIsTaken,
        TypeCannotBeMapped,
        PropertyCannotBeSet,
        NoUsableConstructor,
        AttributeNameIsTaken,
        TypeCannotBeItem,
        NoEnumToStore,
        ConverterCannotBeUsed,
        ConverterDoesNotFit,
        ConvertedTypeCannotBeStored,
        FormatCannotBeUsed,
        AnnotationAsksForAnotherType,
        AnnotationStandsOnce,
        AnnotationsExcludeEachOther,
        FlattenedTypeHoldsItself,
        AttributeNameIsEmpty,
        DerivedTypeCannotBeStored,
        DiscriminatorIsTaken,
        DiscriminatorNameIsTaken,
        DiscriminatorIsContradicted,
        AttributeNameIsTooLong,
        AnnotationHasNoEffect,
        ObjectModelAnnotationHasNoEffect,
        VersionCannotBeSet,
        ProjectionOfNoTable,
        ProjectedPropertyIsNotInItem,
        ProjectedPropertyHasAnotherType,
        ProjectionCannotBeMade,
    ];

    /// <summary>The rules of expressions, queries and updates, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfExpressions { get; } =
    [
        ExpressionIsDropped,
        TypeIsNoProjection,
        IndexLacksProjectedAttribute,
        PageSizeWithFilter,
        UpdateIsAsync,
        TokenHasNoText,
    ];

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, params string[] tags)
        => Create(id, category, title, message, DiagnosticSeverity.Error, tags);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, params string[] tags)
        => Create(id, category, title, message, DiagnosticSeverity.Warning, tags);

    private static DiagnosticDescriptor Create(
        string id, string category, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        title,
        message,
        category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/typed-dynamo/typed-dynamo/blob/main/docs/rules/{id}.md",
        customTags: tags);
}

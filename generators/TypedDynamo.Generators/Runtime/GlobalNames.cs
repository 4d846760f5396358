namespace TypedDynamo.Generators.Runtime;

/// <summary>The full names of the types that generated code uses: a user's type of the same short name must not conflict.</summary>
/// <remarks>
/// The runtime's namespaces have aliases, which each file declares. Two colons follow an alias, and before them C# looks up only aliases: no type or
/// namespace of the user can be mistaken for one.
/// </remarks>
internal static class GlobalNames
{
    /// <summary>The directives that declare the aliases.</summary>
    public const string Aliases =
        "using System = global::System; using Threading = global::System.Threading;\n"
        + "using Dynamo = global::TypedDynamo; using Services = global::TypedDynamo.CompilerServices; using Tokens = global::TypedDynamo.Tokens;";

    public const string AllowNull = "System::Diagnostics.CodeAnalysis.AllowNull";
    public const string CancellationToken = "Threading::CancellationToken";
    public const string Delegate = "System::Delegate";
    public const string Dictionary = "System::Collections.Generic.Dictionary";
    public const string Func = "System::Func";
    public const string ImmutableCollectionsMarshal = "System::Runtime.InteropServices.ImmutableCollectionsMarshal";
    public const string Encoding = "System::Text.Encoding";
    public const string IReadOnlyList = "System::Collections.Generic.IReadOnlyList";
    public const string ReadOnlySpan = "System::ReadOnlySpan";
    public const string ModuleInitializer = "System::Runtime.CompilerServices.ModuleInitializer";
    public const string NotSupportedException = "System::NotSupportedException";
    public const string Obsolete = "System::Obsolete";
    public const string OrdinalComparer = "System::StringComparer.Ordinal";
    public const string Task = "Threading::Tasks.Task";
    public const string UnsafeAccessor = "System::Runtime.CompilerServices.UnsafeAccessor";
    public const string UnsafeAccessorKind = "System::Runtime.CompilerServices.UnsafeAccessorKind";

    public const string AmazonDynamoDB = "global::Amazon.DynamoDBv2.IAmazonDynamoDB";
    public const string AttributeValue = "global::Amazon.DynamoDBv2.Model.AttributeValue";
    public const string AttributeMap = $"{Dictionary}<string, {AttributeValue}>";

    public const string AttributeConverter = "Dynamo::IAttributeConverter";
    public const string DynamoIndex = "Dynamo::DynamoIndex";
    public const string DynamoTable = "Dynamo::DynamoTable";
    public const string GeneratedTable = "Services::GeneratedTable";
    public const string DynamoTableOptions = "Dynamo::DynamoTableOptions";
    public const string IDynamoTable = "Dynamo::IDynamoTable";
    public const string KeyCondition = "Dynamo::KeyCondition";
    public const string KeyPartStep = "Tokens::KeyPartStep";
    public const string KeyRole = "Dynamo::KeyRole";
    public const string KeyAttributeType = "Dynamo::KeyAttributeType";
    public const string IndexKind = "Dynamo::IndexKind";
    public const string ItemSchema = "Dynamo::ItemSchema";
    public const string LastKeyPart = "Tokens::LastKeyPart";
    public const string LastSortedKeyPart = "Tokens::LastSortedKeyPart";
    public const string IndexProjection = "Dynamo::IndexProjection";
    public const string ParallelScanOptions = "Dynamo::ParallelScanOptions";
    public const string Scan = "Dynamo::Scan";
    public const string ScanOptions = "Dynamo::ScanOptions";
    public const string ParallelScan = "Dynamo::ParallelScan";
    public const string ReadSequence = "Dynamo::ReadSequence";
    public const string SerialSequence = "Dynamo::SerialSequence";
    public const string Query = "Dynamo::Query";
    public const string SortKey = "Tokens::SortKey";
    public const string SortKeyStep = "Tokens::SortKeyStep";
    public const string SortedKeyPartStep = "Tokens::SortedKeyPartStep";
    public const string TableSchema = "Dynamo::TableSchema";

    public const string AttributeType = "Dynamo::AttributeType";
    public const string BooleanToken = "Tokens::BooleanToken";
    public const string BinaryType = "Tokens::BinaryType";
    public const string ItemCondition = "Dynamo::ItemCondition";
    public const string ConvertedType = "Tokens::ConvertedType";
    public const string DocumentToken = "Tokens::DocumentToken";
    public const string ListToken = "Tokens::ListToken";
    public const string ListUpdate = "Tokens::ListUpdate";
    public const string ListUpdates = "Dynamo::ListUpdates";
    public const string MapToken = "Tokens::MapToken";
    public const string MapUpdate = "Tokens::MapUpdate";
    public const string MapUpdates = "Dynamo::MapUpdates";
    public const string NumberType = "Tokens::NumberType";
    public const string NumberUpdate = "Tokens::NumberUpdate";
    public const string Returning = "Dynamo::Returning";
    public const string ScalarToken = "Tokens::ScalarToken";
    public const string SetToken = "Tokens::SetToken";
    public const string SetUpdate = "Tokens::SetUpdate";
    public const string StringType = "Tokens::StringType";
    public const string ValueUpdate = "Tokens::ValueUpdate";

    public const string Action = "System::Action";
    public const string DateTimeOffset = "System::DateTimeOffset";

    public const string AttributeToken = "Tokens::IAttributeToken";
    public const string ConsistentTokens = "Tokens::IConsistentTokens";
    public const string DocumentTokenInterface = "Tokens::IDocumentToken";
    public const string ExpiringTokens = "Tokens::IExpiringTokens";
    public const string ExpressionBuilder = "Services::ExpressionBuilder";
    public const string ItemTokens = "Tokens::IItemTokens";
    public const string ObjectUpdate = "Services::ObjectUpdate";
    public const string ObjectUpdates = "Services::ObjectUpdates";
    public const string SizedToken = "Tokens::ISizedToken";
    public const string TokenPath = "Services::TokenPath";
    public const string Tokens = "Tokens::ITokens";
    public const string UnusableTokens = "Tokens::UnusableTokens";
    public const string UpdateAssignment = "Services::UpdateAssignment";
    public const string UpdateToken = "Tokens::IUpdateToken";
    public const string UpdateTokenBase = "Tokens::IUpdateToken";
    public const string ValueWriter = "Services::ValueWriter";

    public const string ArrayBuilder = "Services::ArrayBuilder";
    public const string DerivedTypes = "Services::DerivedTypes";
    public const string EnumNames = "Services::EnumNames";
    public const string IndexDefinition = "Services::IndexDefinition";
    public const string ItemMapper = "Services::ItemMapper";
    public const string ItemProjection = "Services::ItemProjection";
    public const string ItemReader = "Services::ItemReader";
    public const string GroupedType = "Tokens::IGroupedType";
    public const string ItemValueReader = "Services::ItemValueReader";
    public const string ItemViewStep = "Services::ItemViewStep";
    public const string ItemSource = "Tokens::ItemSource";
    public const string MappedTokens = "Tokens::IMappedTokens";
    public const string ValueWriters = "Services::ValueWriters";
    public const string ItemView = "Services::ItemView";
    public const string ItemAggregates = "Services::ItemAggregates";
    public const string ItemWriter = "Services::ItemWriter";
    public const string KeyText = "Services::KeyText";
    public const string KeyTextReader = "Services::KeyTextReader";
    public const string Projections = "Services::Projections";
    public const string SingleValueConverter = "Services::SingleValueConverter";
    public const string TextConverters = "Services::TextConverters";
    public const string TableMapper = "Services::TableMapper";

    public const string HiddenFromCompletion =
        "[System::ComponentModel.EditorBrowsable(System::ComponentModel.EditorBrowsableState.Never)]";
}

namespace TypedDynamo.Generators.Runtime;

/// <summary>The types that generated code names, in full: a user's type of the same short name must not get in the way.</summary>
internal static class GlobalNames
{
    public const string AllowNull = "global::System.Diagnostics.CodeAnalysis.AllowNull";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Comparable = "global::System.IComparable";
    public const string Delegate = "global::System.Delegate";
    public const string Dictionary = "global::System.Collections.Generic.Dictionary";
    public const string Func = "global::System.Func";
    public const string ImmutableCollectionsMarshal = "global::System.Runtime.InteropServices.ImmutableCollectionsMarshal";
    public const string Encoding = "global::System.Text.Encoding";
    public const string IReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan";
    public const string IReadOnlyDictionary = "global::System.Collections.Generic.IReadOnlyDictionary";
    public const string ModuleInitializer = "global::System.Runtime.CompilerServices.ModuleInitializer";
    public const string NotSupportedException = "global::System.NotSupportedException";
    public const string Number = "global::System.Numerics.INumber";
    public const string Obsolete = "global::System.Obsolete";
    public const string OrdinalComparer = "global::System.StringComparer.Ordinal";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string UnsafeAccessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";
    public const string UnsafeAccessorKind = "global::System.Runtime.CompilerServices.UnsafeAccessorKind";

    public const string AmazonDynamoDB = "global::Amazon.DynamoDBv2.IAmazonDynamoDB";
    public const string AttributeValue = "global::Amazon.DynamoDBv2.Model.AttributeValue";
    public const string ConditionalCheckFailedException = "global::Amazon.DynamoDBv2.Model.ConditionalCheckFailedException";
    public const string ServiceException = "global::Amazon.DynamoDBv2.AmazonDynamoDBException";
    public const string AttributeMap = $"{Dictionary}<string, {AttributeValue}>";

    public const string AttributeConverter = "global::TypedDynamo.IAttributeConverter";
    public const string DynamoIndex = "global::TypedDynamo.DynamoIndex";
    public const string DynamoTable = "global::TypedDynamo.DynamoTable";
    public const string DynamoTableOptions = "global::TypedDynamo.DynamoTableOptions";
    public const string IDynamoTable = "global::TypedDynamo.IDynamoTable";
    public const string ItemMappingException = "global::TypedDynamo.ItemMappingException";
    public const string KeyCondition = "global::TypedDynamo.KeyCondition";
    public const string KeyPartStep = "global::TypedDynamo.KeyPartStep";
    public const string KeyRole = "global::TypedDynamo.KeyRole";
    public const string KeyAttributeType = "global::TypedDynamo.KeyAttributeType";
    public const string IndexKind = "global::TypedDynamo.IndexKind";
    public const string ItemSchema = "global::TypedDynamo.ItemSchema";
    public const string LastKeyPart = "global::TypedDynamo.LastKeyPart";
    public const string LastSortedKeyPart = "global::TypedDynamo.LastSortedKeyPart";
    public const string Projection = "global::TypedDynamo.Projection";
    public const string ParallelScan = "global::TypedDynamo.ParallelScan";
    public const string ReadSequence = "global::TypedDynamo.ReadSequence";
    public const string Scan = "global::TypedDynamo.Scan";
    public const string Query = "global::TypedDynamo.Query";
    public const string SortKey = "global::TypedDynamo.SortKey";
    public const string SortKeyStep = "global::TypedDynamo.SortKeyStep";
    public const string SortedKeyPartStep = "global::TypedDynamo.SortedKeyPartStep";
    public const string TableSchema = "global::TypedDynamo.TableSchema";

    public const string AttributeType = "global::TypedDynamo.AttributeType";
    public const string BooleanToken = "global::TypedDynamo.BooleanToken";
    public const string BinaryType = "global::TypedDynamo.BinaryType";
    public const string Condition = "global::TypedDynamo.Condition";
    public const string ConvertedType = "global::TypedDynamo.ConvertedType";
    public const string DocumentToken = "global::TypedDynamo.DocumentToken";
    public const string ListToken = "global::TypedDynamo.ListToken";
    public const string ListUpdate = "global::TypedDynamo.ListUpdate";
    public const string ListUpdates = "global::TypedDynamo.ListUpdates";
    public const string MapToken = "global::TypedDynamo.MapToken";
    public const string MapUpdate = "global::TypedDynamo.MapUpdate";
    public const string MapUpdates = "global::TypedDynamo.MapUpdates";
    public const string NumberType = "global::TypedDynamo.NumberType";
    public const string NumberUpdate = "global::TypedDynamo.NumberUpdate";
    public const string Returning = "global::TypedDynamo.Returning";
    public const string ScalarToken = "global::TypedDynamo.ScalarToken";
    public const string SetToken = "global::TypedDynamo.SetToken";
    public const string SetUpdate = "global::TypedDynamo.SetUpdate";
    public const string StringType = "global::TypedDynamo.StringType";
    public const string ValueUpdate = "global::TypedDynamo.ValueUpdate";

    public const string Action = "global::System.Action";
    public const string DateTimeOffset = "global::System.DateTimeOffset";

    public const string AttributeToken = "global::TypedDynamo.CompilerServices.IAttributeToken";
    public const string ConsistentTokens = "global::TypedDynamo.CompilerServices.IConsistentTokens";
    public const string DocumentTokenInterface = "global::TypedDynamo.CompilerServices.IDocumentToken";
    public const string ExpiringTokens = "global::TypedDynamo.CompilerServices.IExpiringTokens";
    public const string ExpressionBuilder = "global::TypedDynamo.CompilerServices.ExpressionBuilder";
    public const string ItemTokens = "global::TypedDynamo.CompilerServices.IItemTokens";
    public const string ObjectUpdate = "global::TypedDynamo.CompilerServices.ObjectUpdate";
    public const string ObjectUpdates = "global::TypedDynamo.CompilerServices.ObjectUpdates";
    public const string SizedToken = "global::TypedDynamo.CompilerServices.ISizedToken";
    public const string TokenPath = "global::TypedDynamo.CompilerServices.TokenPath";
    public const string Tokens = "global::TypedDynamo.CompilerServices.ITokens";
    public const string UpdateAssignment = "global::TypedDynamo.CompilerServices.UpdateAssignment";
    public const string UpdateToken = "global::TypedDynamo.CompilerServices.IUpdateToken";
    public const string UpdateTokenBase = "global::TypedDynamo.CompilerServices.IUpdateToken";
    public const string ValueWriter = "global::TypedDynamo.CompilerServices.ValueWriter";

    public const string ArrayBuilder = "global::TypedDynamo.CompilerServices.ArrayBuilder";
    public const string DerivedTypes = "global::TypedDynamo.CompilerServices.DerivedTypes";
    public const string EnumNames = "global::TypedDynamo.CompilerServices.EnumNames";
    public const string IndexDefinition = "global::TypedDynamo.CompilerServices.IndexDefinition";
    public const string ItemMapper = "global::TypedDynamo.CompilerServices.ItemMapper";
    public const string ItemProjection = "global::TypedDynamo.CompilerServices.ItemProjection";
    public const string ItemReader = "global::TypedDynamo.CompilerServices.ItemReader";
    public const string GroupedType = "global::TypedDynamo.CompilerServices.IGroupedType";
    public const string ItemValue = "global::TypedDynamo.CompilerServices.ItemValue";
    public const string ItemValueReader = "global::TypedDynamo.CompilerServices.ItemValueReader";
    public const string ItemView = "global::TypedDynamo.CompilerServices.ItemView";
    public const string ItemAggregates = "global::TypedDynamo.CompilerServices.ItemAggregates";
    public const string ItemWriter = "global::TypedDynamo.CompilerServices.ItemWriter";
    public const string KeyText = "global::TypedDynamo.CompilerServices.KeyText";
    public const string KeyTextReader = "global::TypedDynamo.CompilerServices.KeyTextReader";
    public const string Projections = "global::TypedDynamo.CompilerServices.Projections";
    public const string SingleValueConverter = "global::TypedDynamo.CompilerServices.SingleValueConverter";
    public const string TextConverters = "global::TypedDynamo.CompilerServices.TextConverters";
    public const string TableMapper = "global::TypedDynamo.CompilerServices.TableMapper";

    public const string HiddenFromCompletion =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}

namespace TypedDynamo;

/// <summary>Marks the property that counts an item's changes, an <see cref="int"/> or a <see cref="long"/>, nullable or not.</summary>
/// <remarks>
/// <para>
/// It is stored as a number. <c>PutAsync</c> and <c>DeleteAsync</c> of an item succeed only if the stored version is the item's, at no cost but that of
/// the write: another one is a <c>ConditionalCheckFailedException</c>. A put stores the version plus one, and returns the
/// item with it. An update by key counts the stored version up, and checks it where it is given an <c>expectedVersion</c>.
/// </para>
/// <para>
/// 0 says that the item has not been stored; where the property may be null, null says so, and 0 is a version like any other. Batches check no
/// version: see <see cref="BatchWriteOptions.IgnoreVersions"/>.
/// </para>
/// <para>An item has at most one, and it is no part of the table's key. Inside a nested type it means nothing.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class VersionAttribute : Attribute;

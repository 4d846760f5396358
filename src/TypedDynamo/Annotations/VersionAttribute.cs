namespace TypedDynamo;

/// <summary>Marks the property that counts an item's changes, an <see cref="int"/> or a <see cref="long"/>, nullable or not.</summary>
/// <remarks>
/// <para>
/// It is stored as a number. <c>PutAsync</c> and <c>DeleteAsync</c> of an item succeed only if the stored version is the item's, at no cost
/// beyond that of the write; otherwise they throw a <c>ConditionalCheckFailedException</c>. A put stores the version plus one, and returns
/// the item with it. An update by key increments the stored version, and checks it if you pass an <c>expectedVersion</c>.
/// </para>
/// <para>
/// The version 0 means that the item has not been stored yet; for a nullable property null means that, and 0 is a version like any other.
/// Batches do not check versions: see <see cref="BatchWriteOptions.IgnoreVersions"/>.
/// </para>
/// <para>An item has at most one, and it is not part of the table's key. Inside a nested type it has no effect.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class VersionAttribute : Attribute;

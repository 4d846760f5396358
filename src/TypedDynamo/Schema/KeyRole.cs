#if GENERATOR
namespace TypedDynamo.Generators.Runtime;
#else
namespace TypedDynamo;
#endif

/// <summary>The part that an attribute plays in a key.</summary>
#if !GENERATOR
public
#endif
enum KeyRole
{
    /// <summary>The partition key: determines where the item is stored. A condition on it is always <c>=</c>.</summary>
    Partition,

    /// <summary>The sort key: orders the items that share a partition key.</summary>
    Sort,
}

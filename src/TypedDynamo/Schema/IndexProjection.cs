#if GENERATOR
namespace TypedDynamo.Generators.Runtime;
#else
namespace TypedDynamo;
#endif

/// <summary>The choice of which attributes of its table an index holds (DynamoDB Developer Guide, "Projections").</summary>
#if !GENERATOR
public
#endif
enum IndexProjection
{
    /// <summary>All attributes. Queries and scans of the index yield whole items.</summary>
    All,

    /// <summary>The keys of the index and of the table, and nothing else.</summary>
    KeysOnly,

    /// <summary>The keys, and the attributes of the properties marked with <see cref="ProjectedIntoAttribute"/>.</summary>
    Include,
}

#if GENERATOR
namespace TypedDynamo.Generators.Runtime;
#else
namespace TypedDynamo;
#endif

/// <summary>The forms in which enums are stored.</summary>
#if !GENERATOR
public
#endif
enum EnumStorage
{
    /// <summary>As a string (S): the member's name, or those of a combination of flags, as in <c>Read, Write</c>.</summary>
    Name,

    /// <summary>As a number (N): the value. This is what AWS's <c>DynamoDBContext</c> stores.</summary>
    Number,
}

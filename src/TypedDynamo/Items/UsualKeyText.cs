#if GENERATOR
namespace TypedDynamo.Generators.Runtime;
#else
namespace TypedDynamo.CompilerServices;
#endif

/// <summary>The formats that values have in a composed key whose template names none. They are users' data, and can never change.</summary>
internal static class UsualKeyText
{
    public const string DateOnly = "yyyy-MM-dd";
    public const string DateTime = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    public const string Guid = "D";
    public const string TimeOnly = "HH:mm:ss.fffffff";
}

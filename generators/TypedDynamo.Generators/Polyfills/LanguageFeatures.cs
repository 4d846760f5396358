// Types that the compiler looks for and netstandard2.0 lacks.
#pragma warning disable CA1018, CA1812, CA1825, IDE0130

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks <see langword="init"/> accessors.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks <see langword="required"/> members.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Keeps compilers that do not know a feature from using what depends on it.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Marks constructors that set every <see langword="required"/> member, as a record's copy constructor does.</summary>
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System
{
    /// <summary>A place counted from the start or the end, which list patterns are compiled against.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TypedDynamo.CompilerServices;

/// <summary>The projections of the program. Generated module initializers register them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static class Projections
{
    /// <summary>Registers a projection. It is made when it is first asked for: nothing is read of its table before.</summary>
    /// <typeparam name="TProjection">The projection's type.</typeparam>
    /// <param name="create">Makes the projection.</param>
    public static void Register<TProjection>(Func<ItemProjection<TProjection>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Registered<TProjection>.Projection = new Lazy<ItemProjection<TProjection>>(create);
    }

    /// <summary>Finds a projection; <see langword="null"/> if the type is none.</summary>
    internal static ItemProjection<TProjection>? Find<TProjection>()
    {
        if (Registered<TProjection>.Projection is null)
        {
            // The initializer of a module runs before the first of its methods or static fields is used, and the type of another assembly
            // can be a type argument before that.
            RuntimeHelpers.RunModuleConstructor(typeof(TProjection).Module.ModuleHandle);
        }

        return Registered<TProjection>.Projection?.Value;
    }

    private static class Registered<TProjection>
    {
        internal static volatile Lazy<ItemProjection<TProjection>>? Projection;
    }
}

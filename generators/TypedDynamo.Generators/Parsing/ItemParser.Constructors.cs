using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    /// <summary>Chooses the primary constructor, or the one without parameters, or the one with most: the first that sets every property.</summary>
    private IMethodSymbol? ChooseConstructor()
    {
        var primary = _type.FindPrimaryConstructor(_cancellationToken);
        var usable = _type.InstanceConstructors
            .Where(constructor => !constructor.IsCopyConstructor()
                && constructor.Parameters.All(parameter => Fits(parameter, _members)
                    ? !IsHidden(constructor) || parameter.RefKind == RefKind.None
                    : !IsHidden(constructor) && parameter.HasExplicitDefaultValue)
                && (!IsHidden(constructor) || CanBeAccessed(constructor)))
            .OrderBy(IsHidden)
            .ThenByDescending(constructor => SymbolEqualityComparer.Default.Equals(constructor, primary))
            .ThenByDescending(constructor => constructor.Parameters.IsEmpty)
            .ThenByDescending(constructor => constructor.Parameters.Length)
            .ToList();

        return usable.FirstOrDefault(constructor => _members.All(member => CanBeSet(member, constructor))) ?? usable.FirstOrDefault();
    }

    private void CheckConstructor()
    {
        if (_constructor is null)
        {
            // A parameter or property whose type does not resolve is the compiler's to report.
            if (_members.All(member => !member.IsUnresolved)
                && !_type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(IsUnfinished))
            {
                Report(_type, Rules.NoUsableConstructor, _typeName, "add a constructor without parameters, "
                    + "or one whose parameters all have the name and type of a stored property");
            }
        }
        else if (AsksForRequiredMembers(_constructor) && FindUnmappedRequiredMember() is { } required)
        {
            Report(required, Rules.NoUsableConstructor, _typeName,
                $"its required member '{required.Name}' is not stored: make it a stored property or remove 'required'");
        }
    }

    private ISymbol? FindUnmappedRequiredMember()
    {
        for (var type = _type; type is not null; type = type.BaseType)
        {
            var required = type.GetMembers().FirstOrDefault(symbol =>
                symbol is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }
                && !_members.Any(member => member.Name == symbol.Name));
            if (required is not null)
            {
                return required;
            }
        }

        return null;
    }

    private static bool Fits(IParameterSymbol parameter, IEnumerable<Member> members)
        => members.Any(member => Fits(parameter, member));

    private static bool Fits(IParameterSymbol parameter, Member member)
        => parameter.RefKind is RefKind.None or RefKind.In
            && string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Property.Type);

    /// <summary>Finds the parameter that sets a member. A parameter belongs to one member: that of its exact name, or else the first that
    /// fits.</summary>
    private IParameterSymbol? FindParameter(IMethodSymbol? constructor, Member member)
        => constructor?.Parameters.FirstOrDefault(parameter => ReferenceEquals(MemberOf(parameter), member));

    private Member? MemberOf(IParameterSymbol parameter)
        => _members.FirstOrDefault(member => parameter.Name == member.Name && Fits(parameter, member))
            ?? _members.FirstOrDefault(member => Fits(parameter, member));

    /// <summary>Finds the parameters that set no stored property, except those whose type does not resolve, which the compiler reports.</summary>
    public IEnumerable<IParameterSymbol> FindParametersOfNoMember()
        => _constructor?.Parameters.Where(parameter => !IsUnfinished(parameter) && MemberOf(parameter) is null) ?? [];

    /// <summary>Whether the compiler reports a parameter: one without a name, or of a type that does not resolve.</summary>
    private static bool IsUnfinished(IParameterSymbol parameter) => parameter.Name.Length == 0 || parameter.Type.TypeKind == TypeKind.Error;

    /// <summary>Whether the constructor that reading calls can only be reached through <c>[UnsafeAccessor]</c>.</summary>
    private bool HasHiddenConstructor => _constructor is not null && IsHidden(_constructor);

    private bool IsHidden(IMethodSymbol constructor) => !constructor.IsAccessibleFrom(_assembly);

    // What [UnsafeAccessor] calls has no object initializer, and so the compiler asks for none.
    private bool AsksForRequiredMembers(IMethodSymbol constructor)
        => !IsHidden(constructor) && !constructor.HasAttribute(MetadataNames.SetsRequiredMembers);

    private bool CanBeSet(Member member, IMethodSymbol constructor)
        => FindParameter(constructor, member) is not null
            || (member.Property.IsRequired && !IsHidden(constructor))
            || (member.Setter is { } setter
                ? HasPlainSetter(setter) || CanBeAccessed(setter) || (CanBeInitialized(setter) && !IsHidden(constructor))
                : member.HoldsItsValue && CollectionTypes.CanBeFilled(member.Type));

    private bool HasPlainSetter(IMethodSymbol setter) => !setter.IsInitOnly && setter.IsAccessibleFrom(_assembly);

    private bool CanBeInitialized(IMethodSymbol setter) => setter.IsInitOnly && setter.IsAccessibleFrom(_assembly);

    // On .NET 8, [UnsafeAccessor] does not find the members of generic types.
    private static bool CanBeAccessed(IMethodSymbol method) => method.ContainingType.WithContainingTypes().All(type => type.Arity == 0);

    private Population ChoosePopulation(Member member, IMethodSymbol? constructor)
    {
        bool isParameter = FindParameter(constructor, member) is not null;
        if (member.Property.IsRequired && constructor is not null && !IsHidden(constructor)
            && (!isParameter || AsksForRequiredMembers(constructor)))
        {
            return isParameter ? Population.ConstructorAndInitializer : Population.Initializer;
        }

        if (isParameter)
        {
            return Population.Constructor;
        }

        return member.Setter switch
        {
            null => Population.Filling,
            { } setter when HasPlainSetter(setter) => Population.Setter,
            { } setter when CanBeAccessed(setter) => Population.UnsafeAccessor,
            _ => Population.OptionalInitializer,
        };
    }

    private EquatableArray<ParameterModel> ReadParameters(ItemModel item, IMethodSymbol constructor)
        => constructor.Parameters
            .Select(parameter => (parameter.Name, Member: _members.FirstOrDefault(
                member => member.Kind is not null && SymbolEqualityComparer.Default.Equals(FindParameter(constructor, member), parameter))))
            .Where(parameter => parameter.Member is not null)   // what is left out has a default
            .Select(parameter => new ParameterModel { Name = parameter.Name, Number = item.NumberOf(parameter.Member!.Name) })
            .ToEquatableArray();
}

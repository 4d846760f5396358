using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    // Developer Guide, "Naming rules", and the API's KeySchemaElement and Projection.
    private const int MinNameLength = 3;
    private const int MaxNameLength = 255;
    private const int MaxTableArnLength = 1024;
    private const int MaxKeyNameBytes = 255;

    // What is generated beside the table's class, behind the name that they share.
    private static readonly string[] s_generated = ["Key", "View", "ViewExtensions"];

    private void CheckNames(IReadOnlyList<Member> members, List<IndexDeclaration> indexes)
    {
        string table = ReadTableName(_type);
        if (!IsName(table) && !IsTableArn(table))
        {
            Report(_type, Rules.TableNameIsInvalid, _typeName, table);
        }

        foreach (var index in indexes.Where(index => !IsName(index.Name)))
        {
            Report(index.Keys[0].Member.Property, Rules.IndexNameIsInvalid, _typeName, index.Name);
        }

        foreach (var member in members)
        {
            if (member.IsKey || member.IsIndexKey)
            {
                CheckKeyName(member, "part of a key");
            }
            else if (indexes.Any(index => index.Included.Contains(member)))
            {
                CheckKeyName(member, "included in an index");
            }
        }
    }

    private void CheckKeyName(Member member, string role)
    {
        int bytes = Encoding.UTF8.GetByteCount(member.AttributeName);
        if (bytes > MaxKeyNameBytes)
        {
            Report(member.Property, Rules.KeyNameIsTooLong, _typeName, member.Name, role, Constants.InvariantText(bytes));
        }
    }

    /// <summary>Reports a generated type whose name another type of the project has; returns whether there is none.</summary>
    private bool CheckTableName(string baseName)
    {
        // A second type that the generator would name alike; the one that is nested gives way.
        bool isTwin = _type.ContainingType is not null
            && _type.ContainingNamespace.GetTypeMembers(baseName, 0).Any(type => type.HasAttribute(MetadataNames.DynamoTable));
        string? taken = isTwin || IsTaken(baseName + "Table", mayBePartial: true) ? baseName + "Table"
            : s_generated.Select(suffix => baseName + suffix).FirstOrDefault(name => IsTaken(name, mayBePartial: false));
        if (taken is not null)
        {
            Report(_type, Rules.TableClassIsTaken, _typeName, taken);
        }

        return taken is null;

        // The analyzer sees what was generated too. A partial class of the table's name is the user's own part of it.
        bool IsTaken(string name, bool mayBePartial) => _type.ContainingNamespace.GetTypeMembers(name, 0)
            .Where(type => !type.IsFileLocal)
            .SelectMany(type => type.DeclaringSyntaxReferences)
            .Where(declaration => !declaration.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Any(declaration => !mayBePartial
                || declaration.GetSyntax(_cancellationToken) is not ClassDeclarationSyntax type
                || !type.Modifiers.Any(SyntaxKind.PartialKeyword));
    }

    /// <summary>Whether a type, or what contains it, has no name yet.</summary>
    private static bool HasNoName(ISymbol symbol)
        => symbol is not INamespaceSymbol { IsGlobalNamespace: true } && (symbol.Name.Length == 0 || HasNoName(symbol.ContainingSymbol));

    /// <summary>Whether no other type of the same name comes before a type, which the compiler would report.</summary>
    private static bool IsFirstOfItsName(INamedTypeSymbol type)
        => type.WithContainingTypes().All(part => SymbolEqualityComparer.Default.Equals(
            ((INamespaceOrTypeSymbol)part.ContainingSymbol).GetTypeMembers(part.Name, part.Arity)[0], part));

    private static bool IsName(string name) => name.Length is >= MinNameLength and <= MaxNameLength && name.All(IsNameCharacter);

    /// <summary>Whether a name is a table's Amazon Resource Name, as every request accepts it:
    /// <c>arn:aws:dynamodb:eu-west-1:123456789012:table/orders</c>.</summary>
    private static bool IsTableArn(string name)
    {
        const string Resource = ":table/";
        int table = name.IndexOf(Resource, StringComparison.Ordinal);
        return name.StartsWith("arn:", StringComparison.Ordinal)
            && name.Length <= MaxTableArnLength
            && table >= 0
            && name.Take(table).All(character => character == ':' || IsNameCharacter(character))
            && IsName(name.Substring(table + Resource.Length));
    }

    private static bool IsNameCharacter(char character)
        => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}

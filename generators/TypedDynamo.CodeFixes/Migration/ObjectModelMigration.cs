using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.Generators.Runtime;

namespace TypedDynamo.CodeFixes.Migration;

/// <summary>Converts the annotations of the AWS SDK's object model on one type to ours, so that the stored items stay the same.</summary>
/// <remarks>An annotation without a counterpart becomes a comment, because nothing may be lost silently.</remarks>
internal sealed class ObjectModelMigration
{
    private const string AwsNamespace = "Amazon.DynamoDBv2.DataModel";

    private readonly SemanticModel _model;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly INamedTypeSymbol _type;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _hasCamelCase;

    // Where `using TypedDynamo` has to be added; null where the names mean something already.
    private readonly int? _using;
    private readonly List<TextChange> _changes = [];

    private ObjectModelMigration(
        SemanticModel model, TypeDeclarationSyntax declaration, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _model = model;
        _declaration = declaration;
        _type = type;
        _cancellationToken = cancellationToken;
        _hasCamelCase = type.GetAttributes().Any(IsCamelCase);
        if (model.LookupNamespacesAndTypes(declaration.SpanStart, name: "DynamoTableAttribute").IsEmpty
            && declaration.SyntaxTree.GetRoot(cancellationToken) is CompilationUnitSyntax { Usings: [.., var last] })
        {
            _using = last.Span.End;
        }
    }

    /// <summary>Finds the changes that migrate a type.</summary>
    /// <param name="model">The semantic model of the source.</param>
    /// <param name="declaration">The type.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The changes; none if the type has no annotations of the object model, or the project does not use TypedDynamo.</returns>
    public static IReadOnlyList<TextChange> Find(
        SemanticModel model, TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
        => model.Compilation.GetTypeByMetadataName(MetadataNames.DynamoTable) is not null
            && model.GetDeclaredSymbol(declaration, cancellationToken) is { } type
            ? new ObjectModelMigration(model, declaration, type, cancellationToken).Find()
            : [];

    private List<TextChange> Find()
    {
        IEnumerable<SyntaxNode> parameters = _declaration.ParameterList?.Parameters ?? [];
        if (!parameters.Concat(_declaration.Members).Prepend(_declaration).Any(node => FindAws(node).Any()))
        {
            return [];
        }

        Replace(_declaration, Translate(_type, _declaration));
        foreach (var node in parameters.Concat(_declaration.Members))
        {
            var symbol = node switch
            {
                ParameterSyntax parameter => (ISymbol?)_type.GetMembers(parameter.Identifier.ValueText).OfType<IPropertySymbol>().FirstOrDefault(),
                BaseFieldDeclarationSyntax { Declaration.Variables: [var variable, ..] } => _model.GetDeclaredSymbol(variable, _cancellationToken),
                _ => _model.GetDeclaredSymbol(node, _cancellationToken),
            };
            if (symbol is not (null or INamedTypeSymbol))
            {
                Replace(node, Translate(symbol, node));
                MakeProperty(node);
            }
        }

        if (_using is { } place)
        {
            _changes.Add(new TextChange(new TextSpan(place, 0), "\nusing TypedDynamo;"));
        }

        return _changes;
    }

    /// <summary>Translates the annotations of a type or member.</summary>
    private Translation Translate(ISymbol symbol, SyntaxNode node)
    {
        var result = new Translation();
        string? name = null;
        bool isTimeStamp = false;
        bool isOnce = false;
        foreach (var attribute in symbol.GetAttributes().Where(IsAws))
        {
            string annotation = NameOf(attribute);
            switch (annotation)
            {
                case "DynamoDBTable":
                    result.Add(this, node, "DynamoTable", Literal(attribute.ConstructorArguments.FirstOrDefault().Value as string ?? _type.Name));
                    break;
                case "DynamoDBHashKey":
                    result.Add(this, node, "PartitionKey");
                    break;
                case "DynamoDBRangeKey":
                    result.Add(this, node, "SortKey");
                    break;
                case "DynamoDBGlobalSecondaryIndexHashKey" or "DynamoDBGlobalSecondaryIndexRangeKey":
                    string role = annotation.EndsWith("HashKey", StringComparison.Ordinal) ? "Partition" : "Sort";
                    int order = attribute.ConstructorArguments.Select(Scalar).OfType<int>().FirstOrDefault();
                    foreach (string index in IndexNames(attribute))
                    {
                        string keyRole = Annotations.NameOf(_model, node.SpanStart, "KeyRole", willBeUsed: _using is not null);
                        result.Add(this, node, "Gsi", $"{Literal(index)}, {keyRole}.{role}{(order > 0 ? $", Order = {order}" : "")}");
                    }

                    break;
                case "DynamoDBLocalSecondaryIndexRangeKey":
                    foreach (string index in IndexNames(attribute))
                    {
                        result.Add(this, node, "Lsi", Literal(index));
                    }

                    break;
                case "DynamoDBIgnore":
                    result.Add(this, node, "DynamoIgnore");
                    break;
                case "DynamoDBVersion":
                    result.Add(this, node, "Version");
                    break;
                case "DynamoDBAutoGeneratedTimestamp":
                    isTimeStamp = true;
                    break;
                case "DynamoDbUpdateBehavior":
                    isOnce = attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Enum && argument.Value is 1)
                        || attribute.NamedArguments.Any(argument => argument.Key == "Behavior" && argument.Value.Value is 1);
                    break;

                // The constructor that sets every property is found without an annotation.
                case "DynamoDBProperty" or "DynamoDBConstructor" or "DynamoDBRenamable":
                    break;
                default:
                    result.Lose(attribute);
                    break;
            }

            if (HasConverter(attribute) || attribute.NamedArguments.Any(argument => argument is { Key: "StoreAsEpoch" or "StoreAsEpochLong", Value.Value: true })
                || (annotation == "DynamoDBProperty" && attribute.ConstructorArguments.Any(argument => Scalar(argument) is true)))
            {
                result.Lose(attribute);
            }

            name ??= AttributeName(attribute);
        }

        if (isTimeStamp)
        {
            result.Add(this, node, isOnce ? "CreatedAt" : "UpdatedAt");
        }
        else if (isOnce)
        {
            result.Lose(symbol.GetAttributes().First(attribute => NameOf(attribute) == "DynamoDbUpdateBehavior"));
        }

        if (symbol is IPropertySymbol { IsStatic: false, IsIndexer: false } or IFieldSymbol { IsStatic: false }
            && symbol.DeclaredAccessibility == Accessibility.Public
            && !symbol.GetAttributes().Any(attribute => NameOf(attribute) is "DynamoDBIgnore" or "DynamoIgnore"))
        {
            AddForm(result, node, symbol, name);
        }

        return result;
    }

    /// <summary>Adds the annotations that keep the name and the form of a stored property.</summary>
    private void AddForm(Translation result, SyntaxNode node, ISymbol member, string? name)
    {
        if (name is null && _hasCamelCase)
        {
            name = char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1);
        }

        if (name is not null && name != member.Name)
        {
            result.Add(this, node, "DynamoAttribute", Literal(name));
        }

        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        if (type.TypeKind == TypeKind.Enum)
        {
            result.Note("The object model stores the enum as a number, TypedDynamo its name");
        }
        else if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ TypeKind: TypeKind.Enum }] })
        {
            result.Note("The object model stores the nullable enum as a map, TypedDynamo its name");
        }
    }

    /// <summary>Converts an annotated field to a property: the object model stores fields too, but TypedDynamo only properties.</summary>
    private void MakeProperty(SyntaxNode node)
    {
        if (node is FieldDeclarationSyntax { Declaration.Variables: [var variable] } field && FindAws(field).Any())
        {
            _changes.Add(new TextChange(new TextSpan(variable.Identifier.Span.End, 0), " { get; set; }"));
            if (variable.Initializer is null)
            {
                _changes.Add(new TextChange(field.SemicolonToken.Span, ""));
            }
        }
    }

    private void Replace(SyntaxNode node, Translation translation)
    {
        var lists = Annotations.ListsOf(node);
        string comment = Comment(node, translation);
        var first = FindAws(node).FirstOrDefault();
        if (first is null)
        {
            var place = new TextSpan(node.SpanStart, 0);
            var added = translation.Added.Count > 0 ? Annotations.Add(node, string.Join(", ", translation.Added)) : new TextChange(place, "");
            if (added.Span == place)
            {
                // Two changes at one place would have no order.
                _changes.Add(new TextChange(place, comment + added.NewText));
            }
            else
            {
                _changes.AddRange([new TextChange(place, comment), added]);
            }

            return;
        }

        foreach (var list in lists)
        {
            var kept = list.Attributes.Where(attribute => !IsAws(attribute)).Select(attribute => attribute.ToString());
            bool isFirst = list == first.Parent;
            if (!isFirst && kept.Count() == list.Attributes.Count)
            {
                continue;
            }

            string[] annotations = [.. isFirst ? translation.Added : [], .. kept];
            if (annotations.Length > 0)
            {
                string target = list.Target is { } written ? $"{written.ToString()} " : "";
                _changes.Add(new TextChange(list.Span, $"{(isFirst ? comment : "")}[{target}{string.Join(", ", annotations)}]"));
            }
            else
            {
                var removed = Annotations.RemoveList(list);
                _changes.Add(isFirst ? new TextChange(removed.Span, comment) : removed);
            }
        }
    }

    private static string Comment(SyntaxNode node, Translation translation)
    {
        string[] notes = translation.Lost.Count == 0
            ? [.. translation.Notes]
            : [.. translation.Notes, $"Not migrated, for TypedDynamo has no counterpart: {string.Join(", ", translation.Lost)}"];
        if (node is ParameterSyntax)
        {
            return string.Concat(notes.Select(note => $"/* {note} */ "));
        }

        string line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        string indent = line.Substring(0, line.Length - line.TrimStart().Length);
        return string.Concat(notes.Select(note => $"// {note}\n{indent}"));
    }

    private IEnumerable<AttributeSyntax> FindAws(SyntaxNode node) => Annotations.ListsOf(node).SelectMany(list => list.Attributes).Where(IsAws);

    private bool IsAws(AttributeSyntax attribute)
        => _model.GetSymbolInfo(attribute, _cancellationToken).Symbol?.ContainingType?.ContainingNamespace.ToDisplayString() == AwsNamespace;

    private static bool IsAws(AttributeData attribute)
        => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == AwsNamespace;

    private static bool IsCamelCase(AttributeData attribute)
    {
        const int CamelCase = 2;
        const int LegacyCamelCase = 3;
        return NameOf(attribute) == "DynamoDBTable"
            && (attribute.ConstructorArguments.Skip(1).Any(argument => Scalar(argument) is true || IsMode(argument))
                || attribute.NamedArguments.Any(argument =>
                    argument is { Key: "LowerCamelCaseProperties", Value.Value: true } || (argument.Key == "AttributeCasing" && IsMode(argument.Value))));

        static bool IsMode(TypedConstant value)
            => value is { Kind: TypedConstantKind.Enum, Type.Name: "CaseMode", Value: CamelCase or LegacyCamelCase };
    }

    private static string NameOf(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static bool HasConverter(AttributeData attribute)
        => NameOf(attribute) != "DynamoDBPolymorphicType"
            && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value))
                .Any(argument => argument is { Kind: TypedConstantKind.Type, IsNull: false });

    /// <summary>Returns the attribute's name in an annotation. The text of the others is the name of a table or an index.</summary>
    private static string? AttributeName(AttributeData attribute)
    {
        var named = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "AttributeName");
        if (named.Value.Value is string name)
        {
            return name;
        }

        return NameOf(attribute) is "DynamoDBTable" or "DynamoDBPolymorphicType" or "DynamoDBSearchVector" || NameOf(attribute).Contains("SecondaryIndex")
            ? null
            : attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string first } ? first : null;
    }

    private static IEnumerable<string> IndexNames(AttributeData attribute)
        => attribute.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : [argument])
            .Select(argument => argument.Value)
            .OfType<string>();

    private static object? Scalar(TypedConstant constant) => constant.Kind == TypedConstantKind.Array ? null : constant.Value;

    private static string Literal(string text) => Annotations.Literal(text);

    /// <summary>The translation of one declaration's annotations.</summary>
    private sealed class Translation
    {
        public List<string> Added { get; } = [];

        /// <summary>The annotations, or parts of them, that have no counterpart.</summary>
        public List<string> Lost { get; } = [];

        /// <summary>Notes to the author on the stored form.</summary>
        public List<string> Notes { get; } = [];

        public void Note(string note) => Notes.Add(note);

        /// <summary>Adds an annotation, unless the declaration has it already.</summary>
        public void Add(ObjectModelMigration migration, SyntaxNode node, string name, string arguments = "")
        {
            bool isThere = Annotations.Find(migration._model, node, name).Any(annotation =>
                arguments.Length == 0 || annotation.ArgumentList?.Arguments.ToString().StartsWith(arguments, StringComparison.Ordinal) == true
                || name is "DynamoTable" or "DynamoAttribute");
            if (!isThere)
            {
                Added.Add(Annotations.Text(migration._model, node.SpanStart, name, arguments, migration._using is not null));
            }
        }

        public void Lose(AttributeData attribute)
        {
            string text = $"[{attribute.ApplicationSyntaxReference?.GetSyntax()}]";
            if (!Lost.Contains(text))
            {
                Lost.Add(text);
            }
        }
    }
}

using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    // Developer Guide, "Quotas" and "Multi-attribute keys in global secondary indexes".
    private const int MaxLocalIndexes = 5;
    private const int UsualGlobalIndexes = 20;
    private const int MaxAttributesOfARole = 4;

    // One attribute in two indexes counts twice.
    private const int MaxIncludedAttributes = 100;

    private List<IndexDeclaration> ReadIndexes(IReadOnlyList<Member> members, bool hasSortKey)
    {
        var indexes = new List<IndexDeclaration>();
        foreach (var member in members)
        {
            foreach (var (index, isLocal, isSortKey, order) in member.IndexKeys)
            {
                Declare(indexes, index, isLocal, member).Keys.Add(new IndexKey(member, isSortKey, order));
            }
        }

        ReadProjections(members, indexes);
        foreach (var index in indexes)
        {
            CheckIndex(index, hasSortKey);
        }

        CheckIndexCounts(indexes);
        return indexes;
    }

    private static string NameIn(TypedConstant constant) => constant.Value as string ?? "";

    private IndexDeclaration Declare(List<IndexDeclaration> indexes, string name, bool isLocal, Member member)
    {
        var index = indexes.FirstOrDefault(candidate => candidate.Name == name);
        if (index is null)
        {
            index = new IndexDeclaration(name, isLocal);
            indexes.Add(index);
        }
        else if (index.IsLocal != isLocal)
        {
            Report(member.Property, Rules.IndexHasOneKind, _typeName, name);
        }

        return index;
    }

    private void ReadProjections(IReadOnlyList<Member> members, List<IndexDeclaration> indexes)
    {
        foreach (var annotation in _type.GetAttributes())
        {
            bool isLocal = annotation.Is(MetadataNames.LsiProjection);
            if ((isLocal || annotation.Is(MetadataNames.GsiProjection))
                && annotation.ConstructorArguments is [{ Value: string name }, { Value: int projection }])
            {
                if (indexes.FirstOrDefault(index => index.Name == name && index.IsLocal == isLocal) is { } index)
                {
                    index.Projection = (IndexProjection)projection;
                }
                else
                {
                    Report(_type, Rules.IndexIsNotDeclared, _typeName, name);
                }
            }
        }

        foreach (var member in members)
        {
            foreach (var name in member.ProjectedInto)
            {
                if (indexes.FirstOrDefault(index => index.Name == name && index.Projection == IndexProjection.Include) is { } index)
                {
                    if (member.IsKey || index.Keys.Any(key => key.Member == member))
                    {
                        ReportNoEffect(
                            member.Property, member.Find(MetadataNames.ProjectedInto)!, $"index '{name}' holds its keys and the table's anyway",
                            "remove the annotation");
                    }

                    index.Included.Add(member);
                }
                else
                {
                    Report(member.Property, Rules.IndexIsNotDeclared, _typeName, name);
                }
            }
        }
    }

    private void CheckIndex(IndexDeclaration index, bool hasSortKey)
    {
        var first = index.Keys[0].Member.Property;
        if (!index.IsLocal && index.PartitionKey.Count == 0)
        {
            Report(first, Rules.GlobalIndexNeedsPartitionKey, _typeName, index.Name);
        }

        if (index.IsLocal && !hasSortKey)
        {
            Report(first, Rules.LocalIndexNeedsTableSortKey, _typeName, index.Name);
        }

        if (index.IsLocal && index.SortKey.Count > 1)
        {
            Report(index.SortKey[1].Member.Property, Rules.KeyOrderIsWrong, _typeName, index.Name, "has two sort keys; a local index has one");
        }
        else
        {
            CheckOrder(index, index.PartitionKey, "partition");
            CheckOrder(index, index.SortKey, "sort");
        }

        foreach (var key in index.Keys.Where(key => !key.Member.IsKey))
        {
            CheckIndexKeyType(key.Member);
        }
    }

    private void CheckOrder(IndexDeclaration index, List<IndexKey> keys, string role)
    {
        if (keys.Count > MaxAttributesOfARole)
        {
            Report(
                keys[MaxAttributesOfARole].Member.Property, Rules.KeyOrderIsWrong, _typeName, index.Name,
                $"has {keys.Count} {role} attributes; it may have {MaxAttributesOfARole}");
            return;
        }

        for (int order = 0; order < keys.Count; order++)
        {
            if (keys[order].Order != order)
            {
                Report(
                    keys[order].Member.Property, Rules.KeyOrderIsWrong, _typeName, index.Name,
                    $"numbers its {role} attributes {string.Join(", ", keys.Select(key => key.Order))}; number them from 0 without gaps by Order");
                return;
            }
        }
    }

    private void CheckIndexKeyType(Member member)
    {
        if (!member.IsUnresolved && !member.HasProblem && member.Value is not { CanBeKey: true })
        {
            Report(member.Property, Rules.KeyTypeCannotBeStored, _typeName, member.Name, member.Property.Type.NameInMessages());
        }
    }

    private void CheckIndexCounts(List<IndexDeclaration> indexes)
    {
        if (indexes.Where(index => index.IsLocal).Skip(MaxLocalIndexes).FirstOrDefault() is { } local)
        {
            Report(local.Keys[0].Member.Property, Rules.TooManyLocalIndexes, _typeName, local.Name);
        }

        if (indexes.Where(index => !index.IsLocal).Skip(UsualGlobalIndexes).FirstOrDefault() is { } global)
        {
            Report(global.Keys[0].Member.Property, Rules.ManyGlobalIndexes, _typeName, global.Name);
        }

        int included = indexes.Sum(index => index.Included.Count);
        if (included > MaxIncludedAttributes)
        {
            Report(_type, Rules.TooManyProjectedAttributes, _typeName, Constants.InvariantText(included));
        }
    }

    private EquatableArray<IndexModel> CreateIndexes(
        List<IndexDeclaration> indexes, List<Member> mapped, ItemModel item, bool hasDiscriminator, bool hasMore, KeyModel partitionKey,
        KeyModel? sortKey, string baseName)
    {
        if (indexes.Count == 0)
        {
            return default;
        }

        List<int> all = [.. Enumerable.Range(0, item.AttributeNames.Count() + (hasDiscriminator ? 1 : 0))];

        // An index property must not hide what the table has.
        var properties = new HashSet<string>(MembersOfTables(), StringComparer.Ordinal) { baseName + "Table" };
        properties.UnionWith(TableModel.GeneratedMembers);
        properties.UnionWith(TableModel.NamesOfSteps(item.KeyTemplates));
        return indexes.Select(index =>
        {
            var partition = index.PartitionKey.Select(key => key.Member).ToList();
            var sort = index.SortKey.Select(key => key.Member).ToList();

            var partitionModel = (index.IsLocal ? [partitionKey] : partition.Select(ReadKeyOfIndex)).ToEquatableArray();
            var sortModel = sort.Select(ReadKeyOfIndex).ToEquatableArray();
            var keysOfTable = new[] { partitionKey, sortKey }.OfType<KeyModel>();
            var keys = keysOfTable.Concat(partitionModel).Concat(sortModel).Select(key => key.Ordinal).ToList();

            // What is read back from a composed key stands in no attribute of its own, and is held with the key.
            var included = index.Included.Select(member => mapped.IndexOf(member)).Where(ordinal => ordinal >= 0).Except(keys).ToList();
            if (index.Projection == IndexProjection.Include && hasDiscriminator)
            {
                included.Add(all.Count - 1);
            }

            var stored = index.Projection == IndexProjection.All ? all
                : [.. all.Where(ordinal => keys.Contains(ordinal) || included.Contains(ordinal))];
            var yielded = index.IsLocal ? all : stored;
            bool yieldsItems = yielded == all || (mapped.Select((_, ordinal) => ordinal).All(yielded.Contains) && !hasMore);
            string property = FreeProperty(PropertyName(index.Name), properties);

            return new IndexModel
            {
                Name = index.Name,
                Property = property,
                IsLocal = index.IsLocal,
                PartitionKey = partitionModel,
                SortKey = sortModel,
                Projection = index.Projection,
                Included = included.ToEquatableArray(),
                Stored = stored.ToEquatableArray(),
                Yielded = yielded.ToEquatableArray(),
                ItemClass = yieldsItems ? null : $"{baseName}{property}Item",
            };
        }).ToEquatableArray();

        // A nullable property makes the index sparse; what is asked of the index is never null.
        KeyModel ReadKeyOfIndex(Member key)
        {
            int ordinal = mapped.IndexOf(key);
            return new KeyModel { Member = item.Attributes[ordinal].Member, Type = key.Type.FullName(), Ordinal = ordinal };
        }
    }

    /// <summary>Returns the names of the members that every table has from the runtime, extensions included, and from object.</summary>
    private IEnumerable<string> MembersOfTables()
    {
        var runtime = _type.FindAttribute(MetadataNames.DynamoTable)!.AttributeClass!.ContainingAssembly;
        for (var type = runtime.GetTypeByMetadataName(ExpressionNames.GeneratedTable); type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                {
                    yield return member.Name;
                }
            }
        }

        yield return MemberNames.Reads.Read;
    }

    /// <summary>The index's name, split at what is not alphanumeric, each part capitalised: <c>by-status</c> gives <c>ByStatus</c>.</summary>
    private static string PropertyName(string indexName)
    {
        var name = new System.Text.StringBuilder();
        bool startsPart = true;
        foreach (char character in indexName)
        {
            bool isPart = char.IsLetterOrDigit(character);
            if (isPart)
            {
                name.Append(startsPart ? char.ToUpperInvariant(character) : character);
            }

            startsPart = !isPart;
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "Index" + name : name.ToString();
    }

    private static string FreeProperty(string name, HashSet<string> taken)
    {
        // The index's class is named for its property, so neither may be taken.
        while (taken.Contains(name) || taken.Contains(name + "Index"))
        {
            name += "Index";
        }

        taken.Add(name);
        taken.Add(name + "Index");
        return name;
    }

    /// <summary>An index while it is parsed.</summary>
    private sealed class IndexDeclaration(string name, bool isLocal)
    {
        public string Name { get; } = name;

        public bool IsLocal { get; } = isLocal;

        public List<IndexKey> Keys { get; } = [];

        public List<Member> Included { get; } = [];

        public IndexProjection Projection { get; set; }

        public List<IndexKey> PartitionKey => Keys.Where(key => !key.IsSortKey).OrderBy(key => key.Order).ToList();

        public List<IndexKey> SortKey => Keys.Where(key => key.IsSortKey).OrderBy(key => key.Order).ToList();
    }

    private sealed record IndexKey(Member Member, bool IsSortKey, int Order);
}

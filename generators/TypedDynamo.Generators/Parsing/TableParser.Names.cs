using System.Text;
using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    // Developer Guide, "Naming rules", and the API's KeySchemaElement and Projection.
    private const int MinNameLength = 3;
    private const int MaxNameLength = 255;
    private const int MaxTableArnLength = 1024;
    private const int MaxKeyNameBytes = 255;

    private void CheckNames(IReadOnlyList<Member> members, List<IndexDeclaration> indexes)
    {
        string table = ReadTableName();
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

    private static bool IsName(string name) => name.Length is >= MinNameLength and <= MaxNameLength && name.All(IsNameCharacter);

    /// <summary>Whether a name is a table's Amazon Resource Name, as every request takes it: <c>arn:aws:dynamodb:eu-west-1:123456789012:table/orders</c>.</summary>
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

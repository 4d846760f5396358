using System.Text;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items.Differential;

/// <summary>Reads a page as generated code does, and tells what it has read.</summary>
internal static class ReadByScanner
{
    public static readonly string[] Names = ["pk", "n", "flag", "map", "list", "set", "bytes", "any", "dict", "näme\""];

    private static readonly TableSchema s_schema = new("orders", "Order", Names, (0, KeyAttributeType.String));
    private static readonly ItemSchema s_nested = new("Nested", "a", "b");
    private static readonly ItemContext s_context = new("orders", s_schema);

    public static string Read(ReadOnlySpan<byte> page)
    {
        var text = new StringBuilder();
        var reader = new ItemReader(page, s_context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Items"u8))
            {
                while (reader.ReadItemStart())
                {
                    ReadItem(ref reader, text);
                }
            }
            else if (name.SequenceEqual("Count"u8))
            {
                text.Append(reader.ReadInt32Member()).Append('\n');
            }
            else if (name.SequenceEqual("LastEvaluatedKey"u8))
            {
                text.Append(Encoding.Latin1.GetString(reader.ReadRawMember())).Append('\n');
            }
            else
            {
                reader.SkipMember();
            }
        }

        reader.ExpectEnd();
        return text.ToString();
    }

    private static void ReadItem(ref ItemReader reader, StringBuilder text)
    {
        text.Append("item\n");
        while (reader.ReadAttribute(s_schema, out int ordinal))
        {
            text.Append(ordinal).Append('=');
            switch (ordinal)
            {
                case 0 or 9:
                    text.Append(reader.ReadString());
                    break;
                case 1:
                    text.Append(reader.ReadInt64());
                    break;
                case 2:
                    text.Append(reader.ReadNull() ? "null" : reader.ReadBoolean().ToString());
                    break;
                case 3:
                    reader.BeginMap();
                    while (reader.ReadAttribute(s_nested, out int nested))
                    {
                        if (nested < 0)
                        {
                            reader.Skip();
                            continue;
                        }

                        text.Append(nested).Append(':').Append(reader.ReadString()).Append(' ');
                    }

                    reader.EndMap();
                    break;
                case 4:
                    reader.BeginList();
                    while (reader.ReadElement())
                    {
                        text.Append(reader.ReadString()).Append(' ');
                    }

                    break;
                case 5:
                    reader.BeginStringSet();
                    while (reader.ReadSetElement())
                    {
                        text.Append(reader.ReadString()).Append(' ');
                    }

                    break;
                case 6:
                    text.Append(Convert.ToHexString(reader.ReadBytes()));
                    break;
                case 7:
                    text.Append(reader.ReadJsonElement().GetRawText());
                    break;
                case 8:
                    reader.BeginMap();
                    while (reader.ReadEntry(out string key))
                    {
                        text.Append(key).Append(':').Append(reader.ReadInt64()).Append(' ');
                    }

                    break;
                default:
                    reader.Skip();
                    break;
            }

            text.Append('\n');
        }
    }
}

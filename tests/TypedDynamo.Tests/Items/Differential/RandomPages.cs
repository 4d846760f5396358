using System.Text;

namespace TypedDynamo.Tests.Items.Differential;

/// <summary>Pages at random: as DynamoDB sends them, in the same JSON written otherwise, and damaged.</summary>
internal sealed class RandomPages(int seed)
{
    private readonly Random _random = new(seed);

    // How often there is space, and how often a character is escaped, in this page.
    private bool _isSpaced;
    private bool _isEscaped;

    public byte[] Create()
    {
        _isSpaced = _random.Next(4) == 0;
        _isEscaped = _random.Next(3) == 0;
        var text = new StringBuilder();
        string[] members = [.. Shuffle(["Count", "Items", "LastEvaluatedKey", "ScannedCount", "Other"]).Take(_random.Next(6))];
        List(text, '{', '}', members, (name, page) =>
        {
            Name(page, name);
            switch (name)
            {
                case "Items":
                    // Items of a few shapes, so that some predictions hold.
                    string[][] shapes = [Shape(), Shape()];
                    List(page, '[', ']', Enumerable.Range(0, _random.Next(6)), (_, items) => Item(items, shapes[_random.Next(2)]));
                    break;
                case "LastEvaluatedKey":
                    Item(page, ["pk"]);
                    break;
                case "Other":
                    Json(page, 3);
                    break;
                default:
                    page.Append(_random.Next(100));
                    break;
            }
        });
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Changes one to three places of a page at random.</summary>
    public byte[] Damage(byte[] page)
    {
        List<byte> bytes = [.. page];
        for (int change = _random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = _random.Next(bytes.Count);
            int length = Math.Min(_random.Next(1, 12), bytes.Count - at);
            switch (_random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes[at] = "{}[],:\"\\ \n0SNML"u8[_random.Next(15)];
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.Insert(at, "{}[],:\"\\ \n0SNML"u8[_random.Next(15)]);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    int other = _random.Next(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private string[] Shape()
        => [.. Shuffle<string>([.. ReadByScanner.Names, "unknown", "pk2", ""]).Take(_random.Next(14)).Concat(_random.Next(8) == 0 ? ["pk"] : [])];

    private void Item(StringBuilder text, string[] names) => List(text, '{', '}', names, (name, item) =>
    {
        Name(item, name);
        switch (name)
        {
            case "pk" or "näme\"":
                Value(item, "S", String);
                break;
            case "n":
                Value(item, "N", Number);
                break;
            case "flag":
                Any(item, _random.Next(2) == 0 ? "BOOL" : "NULL", 0);
                break;
            case "map":
                Value(item, "M", map => List(map, '{', '}', Shuffle(["a", "b", "c"]).Take(_random.Next(4)), (member, members) =>
                {
                    Name(members, member);
                    Value(members, "S", String);
                }));
                break;
            case "list":
                Value(item, "L", list => List(list, '[', ']', Enumerable.Range(0, _random.Next(4)), (_, elements) => Value(elements, "S", String)));
                break;
            case "set":
                Any(item, "SS", 0);
                break;
            case "bytes":
                Any(item, "B", 0);
                break;
            case "dict":
                Value(item, "M", map => List(map, '{', '}', Enumerable.Range(0, _random.Next(4)), (_, entries) =>
                {
                    String(entries);
                    Token(entries, ":");
                    Value(entries, "N", Number);
                }));
                break;
            default:
                Any(item, null, _random.Next(20) == 0 ? 30 : 3);
                break;
        }
    });

    private void Any(StringBuilder text, string? type, int levels)
    {
        string[] types = levels > 3 ? ["M", "L"] : levels == 0 ? ["S", "N"] : ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "M", "L", "X"];
        type ??= Shuffle(types)[0];
        Value(text, type, value =>
        {
            int count = levels > 3 ? 1 : _random.Next(4);
            switch (type)
            {
                case "N":
                    Number(value);
                    break;
                case "B":
                    Bytes(value);
                    break;
                case "BOOL":
                    Token(value, _random.Next(2) == 0 ? "true" : "false");
                    break;
                case "NULL":
                    Token(value, "true");
                    break;
                case "SS":
                    List(value, '[', ']', Enumerable.Range(0, count), (_, set) => String(set));
                    break;
                case "NS":
                    List(value, '[', ']', Enumerable.Range(0, count), (_, set) => Number(set));
                    break;
                case "BS":
                    List(value, '[', ']', Enumerable.Range(0, count), (_, set) => Bytes(set));
                    break;
                case "M":
                    List(value, '{', '}', Enumerable.Range(0, count), (index, map) =>
                    {
                        Name(map, $"m{index}");
                        Any(map, null, levels - 1);
                    });
                    break;
                case "L":
                    List(value, '[', ']', Enumerable.Range(0, count), (_, list) => Any(list, null, levels - 1));
                    break;
                case "X":
                    Json(value, 2);
                    break;
                default:
                    String(value);
                    break;
            }
        });
    }

    private void Json(StringBuilder text, int levels)
    {
        switch (_random.Next(levels > 0 ? 6 : 4))
        {
            case 0:
                String(text);
                break;
            case 1:
                Token(text, Shuffle(["true", "false", "null"])[0]);
                break;
            case 2 or 3:
                Token(text, Shuffle(["0", "-1", "1.5", "1e3", "-0.25E-7"])[0]);
                break;
            case 4:
                List(text, '[', ']', Enumerable.Range(0, _random.Next(3)), (_, array) => Json(array, levels - 1));
                break;
            default:
                List(text, '{', '}', Enumerable.Range(0, _random.Next(3)), (_, members) =>
                {
                    String(members);
                    Token(members, ":");
                    Json(members, levels - 1);
                });
                break;
        }
    }

    private void Value(StringBuilder text, string type, Action<StringBuilder> value) => List(text, '{', '}', [type], (name, wire) =>
    {
        Name(wire, name);
        value(wire);
    });

    private void List<T>(StringBuilder text, char opening, char closing, IEnumerable<T> elements, Action<T, StringBuilder> write)
    {
        Token(text, opening.ToString());
        bool isFirst = true;
        foreach (T element in elements)
        {
            if (!isFirst)
            {
                Token(text, ",");
            }

            isFirst = false;
            write(element, text);
        }

        Token(text, closing.ToString());
    }

    private void Name(StringBuilder text, string name)
    {
        Quote(text, name);
        Token(text, ":");
    }

    private void Number(StringBuilder text)
    {
        long number = _random.Next(3) == 0 ? _random.NextInt64() : _random.Next(-100, 1000);
        Quote(text, _random.Next(20) == 0 ? "1E+3" : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Bytes(StringBuilder text)
    {
        var bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        Quote(text, Convert.ToBase64String(bytes));
    }

    private void String(StringBuilder text)
    {
        var value = new StringBuilder();
        for (int count = _random.Next(_random.Next(4) == 0 ? 80 : 12); count > 0; count--)
        {
            value.Append(_random.Next(12) switch
            {
                0 => "\"",
                1 => "\\",
                2 => "\u0001",
                3 => "é",
                4 => "😀",
                _ => ((char)_random.Next(' ', '~')).ToString(),
            });
        }

        Quote(text, _isEscaped ? value.ToString() : value.Replace("\"", "").Replace("\\", "").Replace("\u0001", "").ToString());
    }

    private void Quote(StringBuilder text, string value)
    {
        Space(text);
        text.Append('"');
        foreach (char character in value)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\').Append(character);
            }
            else if (character < ' ' || (_isEscaped && _random.Next(12) == 0))
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
        Space(text);
    }

    private void Token(StringBuilder text, string token)
    {
        Space(text);
        text.Append(token);
        Space(text);
    }

    private void Space(StringBuilder text)
    {
        if (_isSpaced && _random.Next(3) == 0)
        {
            text.Append(" \n\t\r"[_random.Next(4)]);
        }
    }

    private T[] Shuffle<T>(T[] values)
    {
        _random.Shuffle(values);
        return values;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Tells which formats can be read back, and which of them sort as their values do.</summary>
internal static class Formats
{
    // From the largest part to the smallest: DynamoDB compares text from its beginning.
    private const string PartsOfADate = "yMdHmsf";
    private const string PartsOfADuration = "dhmsf";

    private static readonly Regex s_wholeNumber = new("^([DdXx][0-9]{0,2}|0+)$", RegexOptions.CultureInvariant);
    private static readonly Regex s_decimal = new("^0+(\\.0+)?$", RegexOptions.CultureInvariant);
    private static readonly DateTime s_sample = new(2026, 11, 23, 14, 35, 46, 789, DateTimeKind.Utc);

    public static bool Has(MemberKind kind) => kind switch
    {
        MemberKind.Byte or MemberKind.SByte or MemberKind.Int16 or MemberKind.UInt16 or MemberKind.Int32 or MemberKind.UInt32 => true,
        MemberKind.Int64 or MemberKind.UInt64 or MemberKind.Int128 or MemberKind.UInt128 or MemberKind.BigInteger => true,
        MemberKind.IntPtr or MemberKind.UIntPtr or MemberKind.Decimal or MemberKind.Guid => true,
        MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly or MemberKind.TimeOnly or MemberKind.TimeSpan => true,
        _ => false,
    };

    /// <summary>Says which formats values can have, if they cannot have this one.</summary>
    public static string? FindProblem(MemberKind kind, string format) => kind switch
    {
        MemberKind.Decimal => s_decimal.IsMatch(format) ? null : "a decimal takes zeros for its digits, as in 0000.00",
        MemberKind.Guid => format is "N" or "D" or "B" or "P" ? null : "a Guid takes N, D, B or P",
        MemberKind.DateTime or MemberKind.DateTimeOffset
            => CanReadBack(format, ReadBackDate) ? null : "a date and time takes a format of .NET that can be read back, as in yyyy-MM-ddTHH:mm",
        MemberKind.DateOnly
            => CanReadBack(format, ReadBackDate) && Holds(format, "dDmMoOrRyY", "dMyg")
                ? null
                : "a date takes a format of .NET without a time, as in yyyyMMdd",
        MemberKind.TimeOnly
            => CanReadBack(format, ReadBackDate) && Holds(format, "oOrRtT", "fFhHmst")
                ? null
                : "a time takes a format of .NET without a date, as in HHmmss",
        MemberKind.TimeSpan
            => CanReadBack(format, ReadBackDuration) ? null : "a duration takes a format of .NET that can be read back, as in hh\\:mm\\:ss",
        _ => s_wholeNumber.IsMatch(format) ? null : "a whole number takes D or X with a width, as in D10, or zeros for its digits",
    };

    /// <summary>Whether the texts sort as the values do.</summary>
    public static bool Sorts(MemberKind kind, string format) => kind switch
    {
        MemberKind.IntPtr or MemberKind.UIntPtr or MemberKind.Decimal or MemberKind.Guid => true,
        MemberKind.DateTime or MemberKind.DateTimeOffset => format.Length == 1 ? "oOsu".Contains(format[0]) : Descends(format, PartsOfADate, 4),
        MemberKind.DateOnly => format.Length == 1 ? "oO".Contains(format[0]) : Descends(format, PartsOfADate, 4),
        MemberKind.TimeOnly => format.Length == 1 || Descends(format, PartsOfADate, 4),
        MemberKind.TimeSpan => format.Length > 1 && Descends(format, PartsOfADuration, 8),
        _ => format[0] == '0' || format.Length > 1,
    };

    private static bool Holds(string format, string standardFormats, string letters)
        => format.Length == 1 ? standardFormats.Contains(format[0]) : Fields(format).All(field => letters.Contains(field.Letter));

    private static bool CanReadBack(string format, Action<string> readBack)
    {
        try
        {
            readBack(format);
            return format.Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void ReadBackDate(string format)
        => DateTime.ParseExact(
            s_sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault);

    private static void ReadBackDuration(string format)
        => TimeSpan.ParseExact(s_sample.TimeOfDay.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture);

    /// <summary>Whether the parts stand from the largest to the smallest, each of one width.</summary>
    private static bool Descends(string format, string parts, int widthOfLargest)
    {
        int last = -1;
        foreach (var (letter, width) in Fields(format))
        {
            // The zone is always UTC, so it is the same text everywhere.
            if (letter is 'K' or 'z')
            {
                continue;
            }

            int part = parts.IndexOf(letter);
            if (part <= last || (part == 0 ? width < widthOfLargest : letter != 'f' && width != 2))
            {
                return false;
            }

            last = part;
        }

        return true;
    }

    /// <summary>The letters of a format that stand for parts of the value, and how often each stands there.</summary>
    private static List<(char Letter, int Width)> Fields(string format)
    {
        var fields = new List<(char Letter, int Width)>();
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c is '\'' or '"')
            {
                int end = format.IndexOf(c, i + 1);
                i = end < 0 ? format.Length : end;
            }
            else if ("dfFgGhHKmMstyz".Contains(c))
            {
                int start = i;
                while (i + 1 < format.Length && format[i + 1] == c)
                {
                    i++;
                }

                fields.Add((c, i + 1 - start));
            }
        }

        return fields;
    }
}

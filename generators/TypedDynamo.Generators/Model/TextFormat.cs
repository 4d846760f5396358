using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TypedDynamo.Generators.Model;

/// <summary>
/// The formats of text that values of a kind can be stored in: those of an attribute with a format, and those of a part of a composed key.
/// </summary>
/// <remarks>
/// In the runtime <c>TextConverters</c> writes and reads the attributes, <c>ItemWriter</c> and <c>KeyTextReader</c> the keys. An attribute
/// accepts any format that can be read back, since a value that it cannot hold is refused; a key accepts only those of fixed width, but may
/// drop a part.
/// </remarks>
internal abstract class TextFormat
{
    private static readonly TextFormat s_text = new Bare("*");
    private static readonly TextFormat s_boolean = new Bare("a*");
    private static readonly TextFormat s_wholeNumber = new WholeNumber();
    private static readonly TextFormat s_decimal = new DecimalNumber();
    private static readonly TextFormat s_guid = new OfGuid();
    private static readonly TextFormat s_duration = new Duration();
    private static readonly TextFormat s_dateAndTime = new PointInTime(
        UsualKeyText.DateTime, ["yyyy", "MM", "dd", "HH", "mm", "ss", "f"], sorted: "oOsu",
        "a date and time takes a format of .NET that can be read back, as in yyyy-MM-ddTHH:mm",
        "write it of yyyy, MM, dd, HH, mm, ss and f, each at most once, with signs between them");

    private static readonly TextFormat s_date = new PointInTime(
        UsualKeyText.DateOnly, ["yyyy", "MM", "dd"], sorted: "oO",
        "a date takes a format of .NET without a time, as in yyyyMMdd",
        "write it of yyyy, MM and dd, each at most once, with signs between them",
        standard: "dDmMoOrRyY", letters: "dMyg");

    private static readonly TextFormat s_time = new PointInTime(
        UsualKeyText.TimeOnly, ["HH", "mm", "ss", "f"], sorted: "oOrRtT",
        "a time takes a format of .NET without a date, as in HHmmss",
        "write it of HH, mm, ss and f, each at most once, with signs between them",
        standard: "oOrRtT", letters: "fFhHmst");

    /// <summary>Finds the formats of a kind; null if it has no text that could be read back.</summary>
    public static TextFormat? Of(MemberKind kind) => kind switch
    {
        MemberKind.String or MemberKind.Char or MemberKind.Enum => s_text,
        MemberKind.Boolean => s_boolean,
        MemberKind.Byte or MemberKind.SByte or MemberKind.Int16 or MemberKind.UInt16 => s_wholeNumber,
        MemberKind.Int32 or MemberKind.UInt32 => s_wholeNumber,
        MemberKind.Int64 or MemberKind.UInt64 or MemberKind.Int128 or MemberKind.UInt128 or MemberKind.BigInteger => s_wholeNumber,
        MemberKind.IntPtr or MemberKind.UIntPtr => s_wholeNumber,
        MemberKind.Decimal => s_decimal,
        MemberKind.Guid => s_guid,
        MemberKind.DateTime or MemberKind.DateTimeOffset => s_dateAndTime,
        MemberKind.DateOnly => s_date,
        MemberKind.TimeOnly => s_time,
        MemberKind.TimeSpan => s_duration,
        _ => null,
    };

    /// <summary>Whether an attribute can have a format at all.</summary>
    public virtual bool HasFormats => true;

    /// <summary>The advice on what to write in a key instead of a format that it cannot have.</summary>
    public virtual string KeyRemedy => "write it without a format";

    /// <summary>Returns which formats an attribute can have; null if it can have this one.</summary>
    public abstract string? FindProblem(string format);

    /// <summary>Whether an attribute's texts sort as the values do.</summary>
    public abstract bool Sorts(string format);

    /// <summary>Finds the form of a part of a key; null if it cannot have the format.</summary>
    public abstract KeyTextForm? InKey(string? format);

    /// <summary>Returns the letters of a format that represent parts of the value, and how often each is repeated.</summary>
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
                int length = RunAt(format, i);
                fields.Add((c, length));
                i += length - 1;
            }
        }

        return fields;
    }

    private static int RunAt(string format, int start)
    {
        int length = 1;
        while (start + length < format.Length && format[start + length] == format[start])
        {
            length++;
        }

        return length;
    }

    /// <summary>
    /// Whether the parts are in order from the largest to the smallest, each of one width: DynamoDB compares text from its beginning.
    /// </summary>
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

    /// <summary>Values with one text, and no format.</summary>
    private sealed class Bare(string shape) : TextFormat
    {
        public override bool HasFormats => false;

        public override string? FindProblem(string format) => KeyRemedy;

        public override bool Sorts(string format) => false;

        public override KeyTextForm? InKey(string? format) => format is null ? new(null, IsLossless: true, Sorts: false, shape) : null;
    }

    private sealed class WholeNumber : TextFormat
    {
        private static readonly Regex s_formats = new("^([DdXx][0-9]{0,2}|0+)$", RegexOptions.CultureInvariant);

        public override string KeyRemedy => "write D and the number of digits, up to 39, such as D10";

        public override string? FindProblem(string format)
            => s_formats.IsMatch(format) ? null : "a whole number takes D or X with a width, as in D10, or zeros for its digits";

        public override bool Sorts(string format) => format[0] == '0' || format.Length > 1;

        public override KeyTextForm? InKey(string? format)
            => format is null ? new(null, IsLossless: true, Sorts: false, "0*")
                : KeyTextForm.Digits(format) is { } digits ? new(digits, IsLossless: true, Sorts: true, new string('0', digits))
                : null;
    }

    private sealed class DecimalNumber : TextFormat
    {
        private static readonly Regex s_formats = new("^0+(\\.0+)?$", RegexOptions.CultureInvariant);

        public override string? FindProblem(string format)
            => s_formats.IsMatch(format) ? null : "a decimal takes zeros for its digits, as in 0000.00";

        public override bool Sorts(string format) => true;

        public override KeyTextForm? InKey(string? format) => format is null ? new(null, IsLossless: true, Sorts: false, "0*") : null;
    }

    private sealed class OfGuid : TextFormat
    {
        private const string Shape = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

        public override string KeyRemedy => "write N, D, B or P";

        public override string? FindProblem(string format) => ShapeOf(format) is null ? "a Guid takes N, D, B or P" : null;

        public override bool Sorts(string format) => true;

        public override KeyTextForm? InKey(string? format)
            => ShapeOf(format ?? UsualKeyText.Guid) is { } shape ? new(shape.Length, IsLossless: true, Sorts: true, shape) : null;

        private static string? ShapeOf(string format) => format switch
        {
            "N" => Shape.Replace("-", ""),
            "D" => Shape,
            "B" => $"{{{Shape}}}",
            "P" => $"({Shape})",
            _ => null,
        };
    }

    private sealed class Duration : TextFormat
    {
        private static readonly TimeSpan s_sample = new(0, 14, 35, 46, 789);

        public override string? FindProblem(string format)
            => CanReadBack(format, ReadBack) ? null : "a duration takes a format of .NET that can be read back, as in hh\\:mm\\:ss";

        public override bool Sorts(string format) => format.Length > 1 && Descends(format, "dhmsf", 8);

        // In a key, it is its ticks.
        public override KeyTextForm? InKey(string? format) => format is null ? new(null, IsLossless: true, Sorts: false, "0*") : null;

        private static void ReadBack(string format)
            => TimeSpan.ParseExact(s_sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture);
    }

    /// <summary>Dates and times.</summary>
    /// <param name="usual">The text in a key without a format.</param>
    /// <param name="parts">The parts of a key's format, from the largest to the smallest; <c>f</c> stands for any number of them.</param>
    /// <param name="sorted">The standard formats that sort.</param>
    /// <param name="problem">The formats that an attribute accepts, for a message.</param>
    /// <param name="keyRemedy">The formats that a key accepts, for a message.</param>
    /// <param name="standard">The standard formats that an attribute accepts; null for all that can be read back.</param>
    /// <param name="letters">The letters that an attribute's other formats consist of; null for all that can be read back.</param>
    private sealed class PointInTime(
        string usual, string[] parts, string sorted, string problem, string keyRemedy, string? standard = null, string? letters = null)
        : TextFormat
    {
        // The longest text that the runtime reads back.
        private const int MaxWidth = 64;

        private static readonly DateTime s_sample = new(2026, 11, 23, 14, 35, 46, 789, DateTimeKind.Utc);

        public override string KeyRemedy => keyRemedy;

        public override string? FindProblem(string format) => CanReadBack(format, ReadBack) && HoldsNothingElse(format) ? null : problem;

        public override bool Sorts(string format) => format.Length == 1 ? sorted.Contains(format[0]) : Descends(format, "yMdHmsf", 4);

        public override KeyTextForm? InKey(string? format)
        {
            // The quotes around the signs of the usual text are no part of it.
            format ??= usual.Replace("'", "");
            var found = new List<string>();
            var shape = new StringBuilder();
            int fraction = 0;
            for (int i = 0; i < format.Length;)
            {
                char c = format[i];
                int length = RunAt(format, i);
                string run = new(c, length);
                if (c == 'f' && parts.Contains("f") && length <= 7 && fraction == 0)
                {
                    fraction = length;
                    found.Add("f");
                    shape.Append('0', length);
                }
                else if (parts.Contains(run) && !found.Contains(run))
                {
                    found.Add(run);
                    shape.Append('0', length);
                }
                else if (c is '-' or '_' or '.' or ',' or ':' or ' ' or 'T' or 'Z' or '#' or '|')
                {
                    shape.Append(run);
                }
                else
                {
                    return null;
                }

                i += length;
            }

            // Without its year, 29 February is no date.
            bool isDate = found.Contains("yyyy") || !found.Contains("dd") || !found.Contains("MM");
            if (found.Count == 0 || format.Length is 1 or > MaxWidth || !isDate)
            {
                return null;
            }

            // A key may drop a part, so that what comes first must be the largest part of all.
            bool isLossless = found.Count == parts.Length && fraction is 0 or 7;
            return new(shape.Length, isLossless, Sorts: found.SequenceEqual(parts.Take(found.Count)), shape.ToString());
        }

        private bool HoldsNothingElse(string format) => format.Length == 1
            ? standard?.Contains(format[0]) != false
            : letters is null || Fields(format).All(field => letters.Contains(field.Letter));

        private static void ReadBack(string format)
            => DateTime.ParseExact(
                s_sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault);
    }
}

using System.Globalization;
using System.Text;

namespace TypedDynamo.Generators.Model;

/// <summary>How a property of some kind stands in a composed key.</summary>
/// <param name="Width">The length of its text in bytes, where that is always the same.</param>
/// <param name="IsLossless">Whether the text gives the whole value back.</param>
/// <param name="Sorts">Whether texts of the form sort as the values do. Strings do where nothing follows.</param>
/// <param name="Shape">
/// What the text can look like, for the search of ambiguous templates: <c>0</c> is a digit, <c>a</c> a lower-case letter or digit, <c>*</c> behind
/// one of them or alone any number of it, and another character is itself.
/// </param>
internal sealed record KeyTextForm(int? Width, bool IsLossless, bool Sorts, string Shape)
{
    // The longest text that the runtime reads back.
    private const int MaxWidth = 64;
    private const int MaxDigits = 39;

    // From the greatest part of a time to the least one.
    private static readonly string[] s_dateParts = ["yyyy", "MM", "dd"];
    private static readonly string[] s_timeParts = ["HH", "mm", "ss", "f"];

    /// <summary>Finds the form of a property; null if there is none, with what could be in its place.</summary>
    public static KeyTextForm? Find(MemberKind kind, string? format, out string remedy)
    {
        remedy = "write it without a format";
        switch (kind)
        {
            case MemberKind.String or MemberKind.Char or MemberKind.Enum:
                return format is null ? new(null, IsLossless: true, Sorts: false, "*") : null;
            case MemberKind.Boolean:
                return format is null ? new(null, IsLossless: true, Sorts: false, "a*") : null;
            case MemberKind.Decimal or MemberKind.TimeSpan:
                return format is null ? new(null, IsLossless: true, Sorts: false, "0*") : null;
            case MemberKind.Byte or MemberKind.SByte or MemberKind.Int16 or MemberKind.UInt16 or MemberKind.Int32 or MemberKind.UInt32
                or MemberKind.Int64 or MemberKind.UInt64 or MemberKind.IntPtr or MemberKind.UIntPtr or MemberKind.Int128
                or MemberKind.UInt128 or MemberKind.BigInteger:
                remedy = "write D and the number of digits, up to 39, such as D10";
                return FindInteger(format);
            case MemberKind.Guid:
                remedy = "write N, D, B or P";
                return FindGuid(format ?? "D");
            case MemberKind.DateOnly:
                remedy = "write it of yyyy, MM and dd, each at most once, with signs between them";
                return FindDate(format ?? "yyyy-MM-dd", s_dateParts, s_dateParts);
            case MemberKind.TimeOnly:
                remedy = "write it of HH, mm, ss and f, each at most once, with signs between them";
                return FindDate(format ?? "HH:mm:ss.fffffff", s_timeParts, s_timeParts);
            case MemberKind.DateTime or MemberKind.DateTimeOffset:
                remedy = "write it of yyyy, MM, dd, HH, mm, ss and f, each at most once, with signs between them";
                return FindDate(format ?? "yyyy-MM-ddTHH:mm:ss.fffffffZ", [.. s_dateParts, .. s_timeParts], [.. s_dateParts, .. s_timeParts]);
            default:
                return null;
        }
    }

    private static KeyTextForm? FindInteger(string? format)
    {
        if (format is null)
        {
            return new(null, IsLossless: true, Sorts: false, "0*");
        }

        return Digits(format) is { } digits ? new(digits, IsLossless: true, Sorts: true, new string('0', digits)) : null;
    }

    /// <summary>The number of digits of an integer's format: 10 for <c>D10</c>.</summary>
    public static int? Digits(string format)
        => format.StartsWith("D", StringComparison.Ordinal)
            && int.TryParse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int digits)
            && digits is > 0 and <= MaxDigits
            ? digits
            : null;

    private static KeyTextForm? FindGuid(string format)
    {
        const string Shape = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
        return format switch
        {
            "N" => new(32, IsLossless: true, Sorts: true, Shape.Replace("-", "")),
            "D" => new(36, IsLossless: true, Sorts: true, Shape),
            "B" => new(38, IsLossless: true, Sorts: true, $"{{{Shape}}}"),
            "P" => new(38, IsLossless: true, Sorts: true, $"({Shape})"),
            _ => null,
        };
    }

    private static KeyTextForm? FindDate(string format, string[] parts, string[] order)
    {
        var found = new List<string>();
        var shape = new StringBuilder();
        int fraction = 0;
        for (int i = 0; i < format.Length;)
        {
            char c = format[i];
            int length = 1;
            while (i + length < format.Length && format[i + length] == c)
            {
                length++;
            }

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

        bool isLossless = found.Count == parts.Length && fraction is 0 or 7;
        return new(shape.Length, isLossless, Sorts: found.SequenceEqual(order.Take(found.Count)), shape.ToString());
    }
}

using System.Globalization;

namespace TypedDynamo.Generators.Model;

/// <summary>The text of a property in a composed key.</summary>
/// <param name="Width">The length of its text in bytes, if that is always the same.</param>
/// <param name="IsLossless">Whether the whole value can be read back from the text.</param>
/// <param name="Sorts">Whether texts of the form sort as the values do. Strings do if nothing follows.</param>
/// <param name="Shape">
/// A pattern of the text, for the search of ambiguous templates: <c>0</c> is a digit, <c>a</c> a lower-case letter or digit, <c>*</c> after one of
/// them means any number of it, alone any text, and another character is itself.
/// </param>
internal sealed record KeyTextForm(int? Width, bool IsLossless, bool Sorts, string Shape)
{
    private const int MaxDigits = 39;

    /// <summary>Finds the form of a property; null if there is none.</summary>
    public static KeyTextForm? Find(MemberKind kind, string? format) => TextFormat.Of(kind)?.InKey(format);

    /// <summary>The number of digits of an integer's format: 10 for <c>D10</c>.</summary>
    public static int? Digits(string format)
        => format.StartsWith("D", StringComparison.Ordinal)
            && int.TryParse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int digits)
            && digits is > 0 and <= MaxDigits
            ? digits
            : null;
}

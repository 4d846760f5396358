using System.Globalization;

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

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace TypedDynamo.CompilerServices;

/// <summary>Makes the converters for what is stored as text: types that know their own, and formats. Generated code calls it.</summary>
/// <remarks>
/// Culture has no part in the text. What could not be read back is refused before it is sent, and with a format that means the very same
/// value: a format that would drop a fraction, a time or a digit refuses what has one.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static class TextConverters
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    /// <summary>Makes the converter of a type that reads the text which it writes.</summary>
    /// <typeparam name="T">The type. Where it has no text of its own for the invariant culture, that of <c>ToString()</c> is stored.</typeparam>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<T, string> Parsable<T>()
        where T : IParsable<T>
        => OfType(
            static value => (value is IFormattable ? ((IFormattable)value).ToString(null, s_invariant) : value.ToString())!,
            static text => T.Parse(text, s_invariant));

    /// <summary>Makes the converter of addresses, which keeps them as they were written, relative ones too.</summary>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<Uri, string> Uri()
        => OfType(static value => value.OriginalString, static text => new Uri(text, UriKind.RelativeOrAbsolute));

    /// <summary>Makes the converter of version numbers.</summary>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<Version, string> Version() => OfType(static value => value.ToString(), System.Version.Parse);

    /// <summary>Makes the converter of numbers in a format of fixed width, which are not negative.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="format"><c>D</c> or <c>X</c> with the number of digits, or zeros: <c>D10</c>, <c>0000.00</c>. Without a number, any width.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<T, string> NumberFormat<T>(string format)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(format);

        bool isHexadecimal = format[0] is 'X' or 'x';
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        int? width = format[0] == '0' ? format.Length : format.Length == 1 ? null : int.Parse(format.AsSpan(1), s_invariant);
        return OfFormat(
            format,
            value => value.ToString(format, s_invariant),
            text => T.Parse(text, style, s_invariant),

            // A text that is wider than the others, or has a sign, does not sort among them.
            (value, read, text) => value == read && (width is null || (text.Length == width && !T.IsNegative(value))));
    }

    /// <summary>Makes the converter of Guids in a format.</summary>
    /// <param name="format">The format, one of <c>N</c>, <c>D</c>, <c>B</c> and <c>P</c>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<Guid, string> GuidFormat(string format)
        => OfFormat(format, value => value.ToString(format, s_invariant), text => Guid.ParseExact(text, format));

    /// <summary>Makes the converter of points in time in a format, in UTC. Those of kind Unspecified are refused.</summary>
    /// <param name="format">A format of <see cref="DateTime"/>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<DateTime, string> DateTimeFormat(string format) => OfFormat(
        format,
        value => value.Kind == DateTimeKind.Unspecified
            ? throw new ArgumentException("The kind is Unspecified.", nameof(value))
            : value.ToUniversalTime().ToString(format, s_invariant),
        text => DateTime.ParseExact(text, format, s_invariant, Utc),
        static (value, read, _) => value.ToUniversalTime() == read);

    /// <summary>Makes the converter of points in time in a format, in UTC. The offset is not kept.</summary>
    /// <param name="format">A format of <see cref="DateTime"/>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<DateTimeOffset, string> DateTimeOffsetFormat(string format) => OfFormat(
        format,
        value => value.UtcDateTime.ToString(format, s_invariant),
        text => new DateTimeOffset(DateTime.ParseExact(text, format, s_invariant, Utc)));

    /// <summary>Makes the converter of dates in a format.</summary>
    /// <param name="format">A format of <see cref="DateOnly"/>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<DateOnly, string> DateOnlyFormat(string format)
        => OfFormat(format, value => value.ToString(format, s_invariant), text => DateOnly.ParseExact(text, format, s_invariant));

    /// <summary>Makes the converter of times of day in a format.</summary>
    /// <param name="format">A format of <see cref="TimeOnly"/>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<TimeOnly, string> TimeOnlyFormat(string format)
        => OfFormat(format, value => value.ToString(format, s_invariant), text => TimeOnly.ParseExact(text, format, s_invariant));

    /// <summary>Makes the converter of durations in a format.</summary>
    /// <param name="format">A format of <see cref="TimeSpan"/>.</param>
    /// <returns>The converter.</returns>
    public static IAttributeConverter<TimeSpan, string> TimeSpanFormat(string format)
        => OfFormat(format, value => value.ToString(format, s_invariant), text => TimeSpan.ParseExact(text, format, s_invariant));

    // Not every type compares its values, so its text stands for the value.
    private static Converter<T> OfType<T>(Func<T, string> format, Func<string, T> parse)
        => new(typeof(T).Name, format, parse, (_, read, text) => format(read) == text, readsOtherForms: true);

    private static Converter<T> OfFormat<T>(string format, Func<T, string> write, Func<string, T> parse, Func<T, T, string, bool>? keeps = null)
        where T : struct, IEquatable<T>
        => new($"the format '{format}'", write, parse, keeps ?? (static (value, read, _) => value.Equals(read)), readsOtherForms: false);

    private sealed class Converter<T>(
        string name, Func<T, string> format, Func<string, T> parse, Func<T, T, string, bool> keeps, bool readsOtherForms)
        : IAttributeConverter<T, string>, INamedConverter
    {
        public string Name => name;

        public string ToStored(T value)
        {
            string text = format(value);
            return keeps(value, parse(text), text) ? text : throw new ArgumentException("It would be read back as another value.", nameof(value));
        }

        // Another text for the same value would be another key.
        public T FromStored(string stored)
        {
            T value = parse(stored);
            return readsOtherForms || format(value) == stored ? value : throw new FormatException("The text has another form.");
        }
    }
}

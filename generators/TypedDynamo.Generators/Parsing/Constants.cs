using System.Globalization;

namespace TypedDynamo.Generators.Parsing;

internal static class Constants
{
    /// <summary>Returns a constant as text that does not depend on the compiler's culture.</summary>
    public static string InvariantText(object constant) => constant switch
    {
        // "R" reads back as the same number.
        double or float => ((IFormattable)constant).ToString("R", CultureInfo.InvariantCulture),
        DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => constant.ToString(),
    };
}

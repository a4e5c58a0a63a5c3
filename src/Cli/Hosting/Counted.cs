using System.Globalization;

namespace Catalog.Cli.Hosting;

/// <summary>Numbers of things, for people.</summary>
internal static class Counted
{
    /// <summary><c>1 tool</c>, <c>2 tools</c>, <c>1,200 tools</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun of one; more of them take an s.</param>
    public static string Of(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}

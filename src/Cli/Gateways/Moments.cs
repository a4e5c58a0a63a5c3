using System.Globalization;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Gateways;

/// <summary>Moments on the command line.</summary>
internal static class Moments
{
    /// <summary>A moment as people read it, in UTC, to the second.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The moment of a text, or of a length of time before now; null for null.</summary>
    /// <exception cref="CommandFailedException">It is neither.</exception>
    public static DateTimeOffset? ParseOrNull(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Durations.ParseOrNull(text) is { } before)
        {
            return TimeProvider.System.GetUtcNow() - before;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new CommandFailedException($"`{text}` is no time: write 2026-03-04T10:00Z, or 2h for two hours before now", ExitCodes.Usage);
    }
}

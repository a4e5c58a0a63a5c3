using System.Globalization;

namespace Catalog.Gateway.Configuration;

/// <summary>Lengths of time and sizes as people write them.</summary>
internal static class Units
{
    /// <summary>Digits and one of <c>s m h d</c>; null for anything else.</summary>
    public static TimeSpan? TimeOrNull(string text)
    {
        if (text.Length < 2 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    /// <summary>Digits, alone or with <c>KB</c>, <c>MB</c> or <c>GB</c> of 1024 each; null for anything else.</summary>
    public static long? BytesOrNull(string text)
    {
        var (digits, unit) = text switch
        {
            _ when text.EndsWith("KB", StringComparison.Ordinal) => (text[..^2], 1024L),
            _ when text.EndsWith("MB", StringComparison.Ordinal) => (text[..^2], 1024L * 1024),
            _ when text.EndsWith("GB", StringComparison.Ordinal) => (text[..^2], 1024L * 1024 * 1024),
            _ => (text, 1L),
        };
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000_000_000 / unit ? count * unit : null;
    }
}

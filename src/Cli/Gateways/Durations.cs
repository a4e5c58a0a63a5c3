using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Catalog.Cli.Gateways;

/// <summary>Lengths of time as the policy language spells them: digits and one of <c>s m h d</c>.</summary>
internal static class Durations
{
    /// <summary>An option without a default of its own, which the help would spell as a time of day: the description says what holds where it is absent.</summary>
    public static Option<TimeSpan> Option(string name, string description) => new(name) { Description = description, HelpName = "TIME", CustomParser = Parse };

    /// <summary>What was given, or what holds otherwise.</summary>
    public static TimeSpan Of(ParseResult parsed, Option<TimeSpan> option, TimeSpan ifAbsent) => parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : ifAbsent;

    public static TimeSpan? ParseOrNull(string text)
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

    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ParseOrNull(text) is { } time)
        {
            return time;
        }

        result.AddError($"`{text}` is no length of time: write digits and one of s, m, h, d, as in `45s`");
        return default;
    }
}

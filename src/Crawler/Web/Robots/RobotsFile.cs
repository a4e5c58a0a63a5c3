using System.Buffers;

namespace Catalog.Crawler.Web.Robots;

/// <summary>What a host asks of robots: a <c>robots.txt</c> as RFC 9309 reads it, for one of them.</summary>
internal sealed class RobotsFile
{
    private static readonly SearchValues<char> TokenLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
    private readonly List<RobotsRule> _rules;

    private RobotsFile(List<RobotsRule> rules, TimeSpan? delay)
    {
        _rules = rules;
        Delay = delay;
    }

    /// <summary>How long to wait between two requests (<c>Crawl-delay</c>, which the standard does not know and many hosts use), a minute at most; null where nothing is said.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file; lines that say nothing known are passed over.</param>
    /// <param name="product">The robot's product token: groups that name it hold, else those for <c>*</c>.</param>
    public static RobotsFile Read(string text, string product)
    {
        var (named, others) = (new RobotsGroup(), new RobotsGroup());
        var (isOurs, isAll, isHead, isNamed, number) = (false, false, false, false, 0);
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var content = line.Split('#', 2)[0];
            if (content.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
            {
                continue;
            }

            var (key, value) = (content[..colon].Trim(), content[(colon + 1)..].Trim());
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Lines of agents one after another are one group; a rule ends them.
                (isOurs, isAll) = isHead ? (isOurs, isAll) : (false, false);
                isHead = true;
                isOurs |= Token(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                isAll |= value == "*";
                isNamed |= isOurs;
                continue;
            }

            isHead &= !RobotsGroup.IsRule(key);
            if (isOurs)
            {
                named.Take(key, value, number);
            }

            if (isAll)
            {
                others.Take(key, value, number);
            }
        }

        var chosen = isNamed ? named : others;
        return new RobotsFile(chosen.Rules, chosen.Delay);
    }

    /// <summary>The rule that forbids a path; null where it may be read. The rule that says most decides, of two that say as much the one that allows.</summary>
    /// <param name="pathAndQuery">The path with its query, beginning with a slash.</param>
    public RobotsRule? ForbiddingOrNull(string pathAndQuery)
    {
        if (pathAndQuery == "/robots.txt")
        {
            return null;
        }

        var path = RobotsPaths.Spell(pathAndQuery);
        RobotsRule? best = null;
        foreach (var rule in _rules.Where(rule => rule.Matches(path)))
        {
            if (best is null || rule.Pattern.Length > best.Pattern.Length || (rule.Pattern.Length == best.Pattern.Length && rule.IsAllowed))
            {
                best = rule;
            }
        }

        return best is { IsAllowed: false } ? best : null;
    }

    private static string Token(string value)
    {
        var end = value.AsSpan().IndexOfAnyExcept(TokenLetters);
        return end < 0 ? value : value[..end];
    }
}

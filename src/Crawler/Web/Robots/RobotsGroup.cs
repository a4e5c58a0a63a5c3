using System.Globalization;

namespace Catalog.Crawler.Web.Robots;

/// <summary>The rules of all groups that are for one robot.</summary>
internal sealed class RobotsGroup
{
    private const int LongestPattern = 2048;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>The rules, in the order of the file.</summary>
    public List<RobotsRule> Rules { get; } = [];

    /// <summary>The longest delay that was asked for; null for none.</summary>
    public TimeSpan? Delay { get; private set; }

    /// <summary>True for the keys that belong to a group.</summary>
    public static bool IsRule(string key) => Is(key, "allow") || Is(key, "disallow") || Is(key, "crawl-delay");

    /// <summary>Takes a line.</summary>
    public void Take(string key, string value, int line)
    {
        if (Is(key, "crawl-delay"))
        {
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                var delay = seconds < LongestDelay.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDelay;
                Delay = Delay > delay ? Delay : delay;
            }
        }
        else if (IsRule(key) && value.Length > 0 && value.Length <= LongestPattern)
        {
            // A rule without its slash is meant to have one.
            Rules.Add(new RobotsRule(Is(key, "allow"), RobotsPaths.Spell(value[0] is '/' or '*' ? value : "/" + value), line));
        }
    }

    private static bool Is(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}

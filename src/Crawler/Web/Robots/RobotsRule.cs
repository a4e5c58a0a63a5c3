namespace Catalog.Crawler.Web.Robots;

/// <summary>One line of rules.</summary>
/// <param name="IsAllowed">Whether it allows what it matches.</param>
/// <param name="Pattern">Its path, spelled as <see cref="RobotsPaths.Spell"/> does; <c>*</c> stands for any text, <c>$</c> at the end for the end.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record RobotsRule(bool IsAllowed, string Pattern, int Line)
{
    /// <summary>True where the rule is about a path, spelled the same way.</summary>
    public bool Matches(ReadOnlySpan<char> path)
    {
        var pattern = Pattern.AsSpan();
        var isWhole = pattern.EndsWith("$");
        pattern = isWhole ? pattern[..^1] : pattern;

        // A star takes as little as it can, and more each time that what follows does not fit.
        var (at, star, tried) = (0, -1, 0);
        var i = 0;
        while (true)
        {
            if (at == pattern.Length && (!isWhole || i == path.Length))
            {
                return true;
            }

            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, tried) = (at++, i);
            }
            else if (at < pattern.Length && i < path.Length && pattern[at] == path[i])
            {
                at++;
                i++;
            }
            else if (star >= 0 && tried < path.Length)
            {
                at = star + 1;
                i = ++tried;
            }
            else
            {
                return false;
            }
        }
    }
}

using System.Text.RegularExpressions;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>A regular expression of the source that .NET can match without going back; others are not known.</summary>
internal sealed class RubyPattern
{
    private const int Longest = 200;

    /// <summary>Far more than matching takes, which is linear: what is not known must not depend on how busy the machine is.</summary>
    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(1);
    private readonly Regex _regex;

    private RubyPattern(Regex regex) => _regex = regex;

    /// <summary>The pattern between its slashes; null where it is longer than 200 characters, has parts put in, or needs going back.</summary>
    public static RubyPattern? OfOrNull(string written)
    {
        var end = written.LastIndexOf('/');
        if (end < 1 || end > Longest || written[0] != '/' || written.Contains("#{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var pattern = written[1..end].Replace("\\A", "^", StringComparison.Ordinal).Replace("\\z", "$", StringComparison.Ordinal).Replace("\\Z", "$", StringComparison.Ordinal);
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (written[end..].Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None);
            return new RubyPattern(new Regex(pattern, options, Longer));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A text with every match, or the first one, replaced; groups are named by <c>\1</c>.</summary>
    public string Replace(string text, string by, bool onlyFirst) => _regex.Replace(text, by.Replace("$", "$$", StringComparison.Ordinal).Replace("\\", "$", StringComparison.Ordinal), onlyFirst ? 1 : -1);
}

using System.Text;
using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text steer how another tool is used? Whether there is such a tool is asked of the catalog.</summary>
internal sealed class OtherToolDetector() : PatternDetector(
    ["instead of", "rather than", "in place of", "not use", "n't use", "never use", "not call", "never call", "n’t use", "stop using", "avoid using", "avoid calling", "when", "before", "after", "each time", "every time"],
    $@"\b(do not|don['’]t|never|stop|avoid)\s+(use|using|call|calling|invoke|invoking|run|running)\s+(the\s+|its\s+)?[`""'“]?{Name}[`""'”]?",
    $@"\b(instead of|rather than|in place of)\s+((using|calling|invoking|running)\s+)?(the\s+)?[`""'“]?{Name}[`""'”]?",
    $@"\b(when|whenever|before|after|each time|every time|if)\s+(you\s+|the\s+)?((use|using|call|calling|invoke|invoking|running)\s+)?(the\s+)?[`""'“]?{Name}[`""'”]?(\s+tool)?(\s+is\s+(called|used|available|invoked|present))?,?[^.\n]{{0,60}}\b(must|always|also|instead|set|change|replace|add|include|append|bcc|send|modify)\b[^.\n]{{0,60}}")
{
    private const string Name = @"([A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+)";

    private static readonly Regex First = new($@"\b{Name}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <inheritdoc/>
    public override string Id => "other-tool";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Shadowing;

    /// <inheritdoc/>
    public override string Question => "Does it steer how a tool of another server is used?";

    /// <summary>The other tool's name in a hit; empty for none.</summary>
    public static string NameIn(string hit) => First.Match(hit).Value;

    /// <summary>Whether <see cref="NameIn"/> can find anything in a text: quickly, for most texts hold no name. True for every text in which characters may be hidden.</summary>
    public static bool MayName(string text)
    {
        if (!Ascii.IsValid(text))
        {
            return true;
        }

        for (var i = 1; i < text.Length - 1; i++)
        {
            if ((text[i] is '_' or '-' && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i + 1])) || (char.IsAsciiLetterUpper(text[i]) && char.IsAsciiLetterLower(text[i - 1])) || text[i] is < ' ' and not ('\n' or '\r' or '\t'))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) => pattern switch
    {
        0 => Whole(match, SuspectSeverity.Medium, "tells a model not to use a tool of another server"),
        1 => Whole(match, SuspectSeverity.Low, "sets itself in the place of a tool of another server"),
        _ => Whole(match, SuspectSeverity.High, "says how a tool of another server is to be called"),
    };
}

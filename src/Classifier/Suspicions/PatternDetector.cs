using System.Buffers;
using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions;

/// <summary>A detector of phrases. Patterns take time linear to the text; texts of which one must be there spare most strings from them.</summary>
internal abstract class PatternDetector : ITextDetector
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    private readonly SearchValues<string> _anchors;
    private readonly Lazy<Regex[]> _patterns;

    /// <summary>Takes the patterns and texts of which every match holds one.</summary>
    protected PatternDetector(string[] anchors, params string[] patterns)
    {
        _anchors = SearchValues.Create(anchors, StringComparison.OrdinalIgnoreCase);

        // A command that looks at one tool needs few of them, and each takes milliseconds to make.
        _patterns = new Lazy<Regex[]>(() => [.. patterns.Select(static p => new Regex(p, Linear))]);
    }

    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public virtual int Version => 1;

    /// <inheritdoc/>
    public abstract SuspectKind Kind { get; }

    /// <inheritdoc/>
    public abstract string Question { get; }

    /// <inheritdoc/>
    public void Look(SuspectSource source, List<TextHit> hits)
    {
        if (!source.Bare.AsSpan().ContainsAny(_anchors))
        {
            return;
        }

        List<TextHit>? found = null;
        var patterns = _patterns.Value;
        for (var i = 0; i < patterns.Length; i++)
        {
            for (var match = patterns[i].Match(source.Bare); match.Success; match = match.NextMatch())
            {
                if (HitOrNull(source, match, i) is { } hit)
                {
                    (found ??= []).Add(hit);
                }
            }
        }

        if (found is not null)
        {
            AddApart(found, hits);
        }
    }

    // Two patterns may find the same words.
    private static void AddApart(List<TextHit> found, List<TextHit> hits)
    {
        var end = 0;
        foreach (var hit in found.OrderBy(static h => h.Start).ThenByDescending(static h => h.Severity))
        {
            if (hit.Start >= end)
            {
                end = hit.Start + hit.Length;
                hits.Add(hit);
            }
        }
    }

    /// <summary>What a match is; null where what stands around it makes it harmless.</summary>
    /// <param name="source">The string.</param>
    /// <param name="match">The match in its bare text.</param>
    /// <param name="pattern">The number of the pattern.</param>
    protected abstract TextHit? HitOrNull(SuspectSource source, Match match, int pattern);

    /// <summary>The hit of a whole match.</summary>
    protected static TextHit Whole(Match match, SuspectSeverity severity, string says) => new(match.Index, match.Length, severity, says);

    /// <summary>What follows a match, at most so many units.</summary>
    protected static ReadOnlySpan<char> After(SuspectSource source, Match match, int most) =>
        source.Bare.AsSpan(match.Index + match.Length, Math.Min(most, source.Bare.Length - match.Index - match.Length));
}

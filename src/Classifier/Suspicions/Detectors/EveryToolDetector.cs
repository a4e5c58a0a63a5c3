using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text bind every other call?</summary>
internal sealed class EveryToolDetector() : PatternDetector(
    ["any", "every", "all other", "each", "another tool"],
        @"\b(before|prior to|after|whenever|each time|every time|when)\s+(you\s+)?(using|use|calling|call|invoking|invoke|running|run|executing|execute)\s+(any|every|another|all)(\s+of the)?(\s+other)?\s+(tools?|functions?|mcp)\b[^.\n]{0,80}",
        @"\b(must|always|should)\s+(be\s+)?(call|called|use|used|run|invoke|invoked)\b[^.\n]{0,30}\bbefore\s+(any|every|all)(\s+other)?\s+(tools?|functions?)\b")
{
    private static readonly System.Buffers.SearchValues<string> Asked = System.Buffers.SearchValues.Create(["credential", "secret", "password", "api key", "~/", ".env", "ssh", "conversation", "system prompt", "token", "http://", "https://", "file contents"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Id => "every-tool";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Instruction;

    /// <inheritdoc/>
    public override string Question => "Does it say what to do before, after or with the calls of every other tool?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern)
    {
        var asks = match.ValueSpan.ContainsAny(Asked) || After(source, match, 60).ContainsAny(Asked);
        return Whole(match, asks ? SuspectSeverity.High : SuspectSeverity.Low, asks ? "binds the calls of every other tool, and asks for files, secrets or the conversation" : "binds the calls of every other tool");
    }
}

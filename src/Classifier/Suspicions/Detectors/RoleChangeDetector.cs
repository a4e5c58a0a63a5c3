using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text make a model somebody else?</summary>
internal sealed class RoleChangeDetector() : PatternDetector(
    ["you are", "from now on", "instructions", "prompt", "mode", "pretend"],
        @"\byou are (now|no longer)\s+(an?|the|in|bound|acting|operating|under|required|allowed|restricted)\b[^.\n]{0,60}",
        @"\bfrom now on,? (you|always|never|every time|all of your)\b[^.\n]{0,60}",
        @"\b(new|updated|real|hidden|true|secret) (system )?(instructions?|prompt|directives?)( for (you|the (assistant|model|agent|ai|llm)))?\s*:",
        @"\b(enter|enable|switch to|activate)\b[^.\n]{0,12}\b(DAN|jailbreak|god|unrestricted|unfiltered)[ -]mode\b",
        @"\bpretend (to be|you are|that you)\b[^.\n]{0,60}")
{
    /// <inheritdoc/>
    public override string Id => "role-change";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Instruction;

    /// <inheritdoc/>
    public override string Question => "Does it give a model another role or new standing orders?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) =>
        Whole(match, pattern == 3 ? SuspectSeverity.High : SuspectSeverity.Medium, "gives a model another role or standing orders");
}

using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text tell a model to forget what it was told?</summary>
internal sealed class OverrideInstructionsDetector() : PatternDetector(
    ["ignore", "disregard", "forget", "override", "bypass", "circumvent"],
        @"\b(ignore|disregard|forget)\b[^.\n!?]{0,25}\b(previous|prior|earlier|preceding|above|all|any|your|other|system|original)\b[^.\n!?]{0,20}\b(instructions?|prompts?|directives|orders)\b",
        @"\b(ignore|disregard|forget|override|bypass|circumvent)\b[^.\n!?]{0,15}\b(your|you were given)\b[^.\n!?]{0,25}\b(instructions?|rules|guidelines|guardrails|restrictions|polic(y|ies)|training|safety)\b",
        @"\b(ignore|disregard|forget) (everything|anything|all that|what) (you|that was|has been|above|before|the user)\b[^.\n!?]{0,30}",
        @"\b(bypass|circumvent|override|disable)\b[^.\n!?]{0,15}\b(safety|content) (guidelines|guardrails|rules|filters?|instructions?|polic(y|ies))\b[^.\n!?]{0,20}\b(you|model|assistant)\b")
{
    /// <inheritdoc/>
    public override string Id => "override-instructions";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Instruction;

    /// <inheritdoc/>
    public override string Question => "Does it tell a model to ignore, forget or override what it was told before?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) =>
        Whole(match, SuspectSeverity.High, "tells a model to forget what it was told");
}

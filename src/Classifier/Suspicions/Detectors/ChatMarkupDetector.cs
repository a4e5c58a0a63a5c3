using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text pose as a message of somebody else?</summary>
internal sealed class ChatMarkupDetector() : PatternDetector(
    ["<", "[INST]", "[SYSTEM", "### "],
        @"<\|(im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[/?INST\]|<</?SYS>>",
        @"<\s*(important|system|instructions?|critical|system[-_ ]?(prompt|reminder|message|override)|assistant[-_ ]instructions?)\s*>",
        @"<\s*/\s*(secret|hidden|admin|important[-_ ]\w+)\s*>",
        @"\[SYSTEM( (message|prompt|override|note))?\s*[\]:]|(^|\n)### ?(system|instructions? (for|to) the (assistant|model|agent|ai))\b")
{
    /// <inheritdoc/>
    public override string Id => "chat-markup";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Instruction;

    /// <inheritdoc/>
    public override string Question => "Does it hold marks that pose as a message of the system, or a block set apart for a model?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) => pattern == 0
        ? Whole(match, SuspectSeverity.High, "poses as a message of the system or of somebody else")
        : Whole(match, SuspectSeverity.Medium, "sets a block apart for a model");
}

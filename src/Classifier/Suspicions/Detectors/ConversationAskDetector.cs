using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Is the conversation to be handed over?</summary>
internal sealed class ConversationAskDetector() : PatternDetector(
    ["conversation", "chat", "messages", "message history", "context window", "system prompt", "tool results", "tool outputs", "tool calls", "your instructions"],
        @"\b(include|pass|provide|put|paste|append|insert|send|attach|copy|supply|fill|write|record)\b[^.\n]{0,40}?\b(entire|full|complete|whole|all( of)?( the)?|verbatim|every)\b[^.\n]{0,25}?\b(conversation( history| so far)?|chat( history| log)|message history|context window|(previous|prior|earlier) messages|tool (results?|outputs?|calls)|user messages)\b",
        @"\b(repeat|print|output|reveal|include|pass|provide|put|paste|append|send|copy|return)\b[^.\n]{0,25}?\b(your|the model.s|the assistant.s|its own)( own| full| entire| complete)* (system prompt|instructions|initial prompt|hidden prompt)\b")
{
    /// <inheritdoc/>
    public override string Id => "conversation-ask";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Exfiltration;

    /// <inheritdoc/>
    public override string Question => "Does it ask for the whole conversation, the results of other tools, or the instructions of the model?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) => pattern == 0
        ? Whole(match, SuspectSeverity.Medium, "asks for the whole conversation or the results of other tools")
        : Whole(match, SuspectSeverity.High, "asks a model for its own instructions");
}

using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it start agents or call other tools?</summary>
internal sealed class StartsAgentsSignal() : Signal("starts-agents", SignalSubject.Of(Facet.Agents))
{
    /// <inheritdoc/>
    public override string Question => "Does it start agents or call other tools?";

    /// <inheritdoc/>
    public override string Motivation => "An agent or another tool acts by itself.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.Dispatch)
        ?? TextMarks.Phrase(tool, PhraseKind.Agents)
        ?? ActionObject.Find(tool, Senses.Run | Senses.Control, Senses.Agent));
}

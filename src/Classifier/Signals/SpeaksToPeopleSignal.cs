using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it speak to people?</summary>
internal sealed class SpeaksToPeopleSignal() : Signal("speaks-to-people", SignalSubject.Of(Facet.MessagesPeople))
{
    /// <inheritdoc/>
    public override string Question => "Does it speak to people?";

    /// <inheritdoc/>
    public override string Motivation => "What was said to people cannot be unsaid.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.Send, Senses.Message | Senses.Person));
}

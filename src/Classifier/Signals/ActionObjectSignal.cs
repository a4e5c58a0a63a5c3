using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the tool's verb is of a kind and acts on a thing of a kind.</summary>
internal abstract class ActionObjectSignal(string id, SignalSubject subject, Senses verbs, Senses things) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, verbs, things));
}

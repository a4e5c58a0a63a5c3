using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is there no ordinary way back?</summary>
internal sealed class SaysNoWayBackSignal() : Signal("says-no-way-back", SignalSubject.Of(Facet.Irreversible))
{
    /// <inheritdoc/>
    public override string Question => "Is there no ordinary way back?";

    /// <inheritdoc/>
    public override string Motivation => "Without a way back a mistake stays.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.Irreversible)
        ?? ActionObject.Find(tool, Senses.Delete, Senses.Hard)
        ?? (TextMarks.Phrase(tool, PhraseKind.Restorable) is null ? TextMarks.ActionVerb(tool, Senses.Delete) : null));
}

using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it handle data about people?</summary>
internal sealed class HandlesPeopleSignal() : Signal("handles-people", SignalSubject.Of(Facet.Personal))
{
    /// <inheritdoc/>
    public override string Question => "Does it handle data about people?";

    /// <inheritdoc/>
    public override string Motivation => "Data about people is protected by law.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.AnyVerb, Senses.Person)
        ?? TextMarks.PhraseInOpening(tool, PhraseKind.People));
}

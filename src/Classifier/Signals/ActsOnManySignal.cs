using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it act on many things at once?</summary>
internal sealed class ActsOnManySignal() : Signal("acts-on-many", SignalSubject.Of(Facet.Bulk))
{
    /// <inheritdoc/>
    public override string Question => "Does it act on many things at once?";

    /// <inheritdoc/>
    public override string Motivation => "Many things at once are hard to put back.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.AnyVerb, Senses.Bulk)
        ?? TextMarks.InName(tool, Senses.Bulk));
}

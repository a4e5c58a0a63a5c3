using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to retrieve or look?</summary>
internal sealed class NameReadVerbSignal() : NameVerbSignal("name-read-verb", SignalSubject.Of(Category.Read), Senses.Read)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to retrieve or look?";

    /// <inheritdoc/>
    public override string Motivation => "Looking changes nothing.";
}

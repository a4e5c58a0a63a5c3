using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to create or change?</summary>
internal sealed class NameWriteVerbSignal() : NameVerbSignal("name-write-verb", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "A change can be put right by a later one.";
}

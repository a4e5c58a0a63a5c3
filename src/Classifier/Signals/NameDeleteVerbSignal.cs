using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to delete?</summary>
internal sealed class NameDeleteVerbSignal() : NameVerbSignal("name-delete-verb", SignalSubject.Of(Category.Destructive), Senses.Delete)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to delete?";

    /// <inheritdoc/>
    public override string Motivation => "What is deleted is gone.";
}

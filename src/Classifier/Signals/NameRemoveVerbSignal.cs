using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to remove or reset?</summary>
internal sealed class NameRemoveVerbSignal() : NameVerbSignal("name-remove-verb", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to remove or reset?";

    /// <inheritdoc/>
    public override string Motivation => "What is removed or reset is mostly gone.";
}

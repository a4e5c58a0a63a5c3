using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to remove or reset joined to the first one of the description?</summary>
internal sealed class JoinedRemoveVerbSignal() : JoinedVerbSignal("joined-remove-verb", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to remove or reset joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

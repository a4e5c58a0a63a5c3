using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to delete joined to the first one of the description?</summary>
internal sealed class JoinedDeleteVerbSignal() : JoinedVerbSignal("joined-delete-verb", SignalSubject.Of(Category.Destructive), Senses.Delete)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to delete joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

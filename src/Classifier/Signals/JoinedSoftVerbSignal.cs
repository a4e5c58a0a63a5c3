using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to put away in a way that can be taken back joined to the first one of the description?</summary>
internal sealed class JoinedSoftVerbSignal() : JoinedVerbSignal("joined-soft-verb", SignalSubject.Of(Category.Write), Senses.SoftVerb)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to put away in a way that can be taken back joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

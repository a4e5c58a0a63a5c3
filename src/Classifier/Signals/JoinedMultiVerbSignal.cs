using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to manage in several ways joined to the first one of the description?</summary>
internal sealed class JoinedMultiVerbSignal() : JoinedVerbSignal("joined-multi-verb", SignalSubject.Of(Category.Write), Senses.Multi)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to manage in several ways joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

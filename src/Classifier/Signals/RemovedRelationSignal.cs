using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is it only a relation or a list entry that is removed?</summary>
internal sealed class RemovedRelationSignal() : ActionObjectSignal("removed-relation", SignalSubject.Of(Category.Write), Senses.Remove | Senses.Cancel, Senses.Relation)
{
    /// <inheritdoc/>
    public override string Question => "Is it only a relation or a list entry that is removed?";

    /// <inheritdoc/>
    public override string Motivation => "Both things stay, so it can be put back.";
}

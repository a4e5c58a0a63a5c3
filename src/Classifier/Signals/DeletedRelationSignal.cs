using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is it only a relation or a list entry that is deleted?</summary>
internal sealed class DeletedRelationSignal() : ActionObjectSignal("deleted-relation", SignalSubject.Of(Category.Write), Senses.Delete, Senses.Relation)
{
    /// <inheritdoc/>
    public override string Question => "Is it only a relation or a list entry that is deleted?";

    /// <inheritdoc/>
    public override string Motivation => "Both things stay, so it can be put back.";
}

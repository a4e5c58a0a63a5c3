using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the first sentences speak of an act that means to delete, without denying it?</summary>
internal sealed class MentionDeleteVerbSignal() : MentionSignal("mention-delete-verb", SignalSubject.Of(Category.Destructive), Senses.Delete, 3)
{
    /// <inheritdoc/>
    public override string Question => "Do the first sentences speak of an act that means to delete, without denying it?";

    /// <inheritdoc/>
    public override string Motivation => "A tool that does a thing speaks of it, though not always first.";
}

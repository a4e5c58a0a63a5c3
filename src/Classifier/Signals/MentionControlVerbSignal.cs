using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the first sentences speak of an act that means to start, stop or steer, without denying it?</summary>
internal sealed class MentionControlVerbSignal() : MentionSignal("mention-control-verb", SignalSubject.Of(Category.Execute), Senses.Control, 3)
{
    /// <inheritdoc/>
    public override string Question => "Do the first sentences speak of an act that means to start, stop or steer, without denying it?";

    /// <inheritdoc/>
    public override string Motivation => "A tool that does a thing speaks of it, though not always first.";
}

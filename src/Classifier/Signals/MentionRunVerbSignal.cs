using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the first sentences speak of an act that means to run or launch, without denying it?</summary>
internal sealed class MentionRunVerbSignal() : MentionSignal("mention-run-verb", SignalSubject.Of(Category.Execute), Senses.Run, 3)
{
    /// <inheritdoc/>
    public override string Question => "Do the first sentences speak of an act that means to run or launch, without denying it?";

    /// <inheritdoc/>
    public override string Motivation => "A tool that does a thing speaks of it, though not always first.";
}

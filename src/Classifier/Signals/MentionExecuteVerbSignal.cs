using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the first sentences speak of an act that means to build, test or install, without denying it?</summary>
internal sealed class MentionExecuteVerbSignal() : MentionSignal("mention-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute, 3)
{
    /// <inheritdoc/>
    public override string Question => "Do the first sentences speak of an act that means to build, test or install, without denying it?";

    /// <inheritdoc/>
    public override string Motivation => "A tool that does a thing speaks of it, though not always first.";
}

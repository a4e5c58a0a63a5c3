using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the first sentences speak of an act that means to operate a screen or device, without denying it?</summary>
internal sealed class MentionOperateVerbSignal() : MentionSignal("mention-operate-verb", SignalSubject.Of(Category.Execute), Senses.Operate, 3)
{
    /// <inheritdoc/>
    public override string Question => "Do the first sentences speak of an act that means to operate a screen or device, without denying it?";

    /// <inheritdoc/>
    public override string Motivation => "A tool that does a thing speaks of it, though not always first.";
}

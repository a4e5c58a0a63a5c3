using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to start, stop or steer joined to the first one of the description?</summary>
internal sealed class JoinedControlVerbSignal() : JoinedVerbSignal("joined-control-verb", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to start, stop or steer joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to start, stop or steer?</summary>
internal sealed class SecondControlVerbSignal() : SecondNameVerbSignal("second-control-verb", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to start, stop or steer?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

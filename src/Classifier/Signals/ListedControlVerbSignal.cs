using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to start, stop or steer?</summary>
internal sealed class ListedControlVerbSignal() : ListedVerbSignal("listed-control-verb", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to start, stop or steer?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

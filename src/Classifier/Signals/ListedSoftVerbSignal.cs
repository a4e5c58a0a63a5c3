using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to put away in a way that can be taken back?</summary>
internal sealed class ListedSoftVerbSignal() : ListedVerbSignal("listed-soft-verb", SignalSubject.Of(Category.Write), Senses.SoftVerb)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to put away in a way that can be taken back?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to remove or reset?</summary>
internal sealed class ListedRemoveVerbSignal() : ListedVerbSignal("listed-remove-verb", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to remove or reset?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

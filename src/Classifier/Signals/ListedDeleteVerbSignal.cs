using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to delete?</summary>
internal sealed class ListedDeleteVerbSignal() : ListedVerbSignal("listed-delete-verb", SignalSubject.Of(Category.Destructive), Senses.Delete)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to delete?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

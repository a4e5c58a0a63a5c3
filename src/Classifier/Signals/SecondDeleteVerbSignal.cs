using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to delete?</summary>
internal sealed class SecondDeleteVerbSignal() : SecondNameVerbSignal("second-delete-verb", SignalSubject.Of(Category.Destructive), Senses.Delete)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to delete?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

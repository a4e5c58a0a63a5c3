using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to create or change?</summary>
internal sealed class SecondWriteVerbSignal() : SecondNameVerbSignal("second-write-verb", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

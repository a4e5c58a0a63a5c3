using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to run or launch?</summary>
internal sealed class ListedRunVerbSignal() : ListedVerbSignal("listed-run-verb", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

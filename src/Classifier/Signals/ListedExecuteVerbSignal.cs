using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to build, test or install?</summary>
internal sealed class ListedExecuteVerbSignal() : ListedVerbSignal("listed-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

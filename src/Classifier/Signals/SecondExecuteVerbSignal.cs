using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to build, test or install?</summary>
internal sealed class SecondExecuteVerbSignal() : SecondNameVerbSignal("second-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

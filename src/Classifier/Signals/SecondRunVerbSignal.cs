using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to run or launch?</summary>
internal sealed class SecondRunVerbSignal() : SecondNameVerbSignal("second-run-verb", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

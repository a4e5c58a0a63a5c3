using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to run or launch joined to the first one of the description?</summary>
internal sealed class JoinedRunVerbSignal() : JoinedVerbSignal("joined-run-verb", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to run or launch joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}

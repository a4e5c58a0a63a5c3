using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to run or launch?</summary>
internal sealed class NameRunVerbSignal() : NameVerbSignal("name-run-verb", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "What runs decides what happens.";
}

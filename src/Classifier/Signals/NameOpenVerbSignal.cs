using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to open?</summary>
internal sealed class NameOpenVerbSignal() : NameVerbSignal("name-open-verb", SignalSubject.Of(Category.Execute), Senses.Open)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to open?";

    /// <inheritdoc/>
    public override string Motivation => "What is opened starts to run or takes the screen.";
}

using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to run or launch?</summary>
internal sealed class NounRunNameSignal() : NounVerbNameSignal("noun-run-name", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}

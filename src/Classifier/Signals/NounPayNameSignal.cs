using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to move money or value?</summary>
internal sealed class NounPayNameSignal() : NounVerbNameSignal("noun-pay-name", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}

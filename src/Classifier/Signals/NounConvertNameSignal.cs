using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to convert or format?</summary>
internal sealed class NounConvertNameSignal() : NounVerbNameSignal("noun-convert-name", SignalSubject.Of(Category.Read), Senses.ComputeWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to convert or format?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}

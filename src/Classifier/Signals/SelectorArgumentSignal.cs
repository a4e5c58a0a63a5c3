using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a place on a screen?</summary>
internal sealed class SelectorArgumentSignal() : ParameterSignal("selector-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Selector)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a place on a screen?";

    /// <inheritdoc/>
    public override string Motivation => "Who points at a screen operates it.";
}

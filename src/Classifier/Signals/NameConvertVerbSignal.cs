using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to convert or format?</summary>
internal sealed class NameConvertVerbSignal() : NameVerbSignal("name-convert-verb", SignalSubject.Of(Category.Read), Senses.ComputeWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to convert or format?";

    /// <inheritdoc/>
    public override string Motivation => "A conversion mostly returns its result.";
}

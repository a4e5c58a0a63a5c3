using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take content to store?</summary>
internal sealed class ContentArgumentSignal() : ParameterSignal("content-argument", SignalSubject.Of(Category.Write), ParameterKinds.Content)
{
    /// <inheritdoc/>
    public override string Question => "Does it take content to store?";

    /// <inheritdoc/>
    public override string Motivation => "Who hands content over wants it kept.";
}

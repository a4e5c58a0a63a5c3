using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take code?</summary>
internal sealed class CodeArgumentSignal() : ParameterSignal("code-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Code)
{
    /// <inheritdoc/>
    public override string Question => "Does it take code?";

    /// <inheritdoc/>
    public override string Motivation => "Code does what the caller writes.";
}

using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take arguments to hand on?</summary>
internal sealed class ArgumentsArgumentSignal() : ParameterSignal("arguments-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Arguments)
{
    /// <inheritdoc/>
    public override string Question => "Does it take arguments to hand on?";

    /// <inheritdoc/>
    public override string Motivation => "Arguments are handed on to something that runs.";
}

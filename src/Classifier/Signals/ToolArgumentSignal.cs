using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take the name of another tool?</summary>
internal sealed class ToolArgumentSignal() : ParameterSignal("tool-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Tool)
{
    /// <inheritdoc/>
    public override string Question => "Does it take the name of another tool?";

    /// <inheritdoc/>
    public override string Motivation => "What another tool does is not said here.";
}

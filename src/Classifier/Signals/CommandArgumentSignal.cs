using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a command?</summary>
internal sealed class CommandArgumentSignal() : ParameterSignal("command-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Command)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a command?";

    /// <inheritdoc/>
    public override string Motivation => "A command does what the caller writes.";
}

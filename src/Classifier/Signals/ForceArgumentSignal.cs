using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take an argument that forces or confirms?</summary>
internal sealed class ForceArgumentSignal() : ParameterSignal("force-argument", SignalSubject.Of(Category.Destructive), ParameterKinds.Force)
{
    /// <inheritdoc/>
    public override string Question => "Does it take an argument that forces or confirms?";

    /// <inheritdoc/>
    public override string Motivation => "What asks to be forced or confirmed can lose something.";
}

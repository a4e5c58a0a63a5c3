using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a path?</summary>
internal sealed class PathArgumentSignal() : ParameterSignal("path-argument", SignalSubject.Of(Category.Write), ParameterKinds.Path)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a path?";

    /// <inheritdoc/>
    public override string Motivation => "A path is where something is read or written.";
}

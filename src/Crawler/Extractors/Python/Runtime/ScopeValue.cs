using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>Carries the names around a parameter with it, so that types given as text are found.</summary>
/// <param name="scope">The names.</param>
internal sealed class ScopeValue(Scope scope) : Value
{
    public Scope Scope { get; } = scope;

    public override bool? Truth => null;
}

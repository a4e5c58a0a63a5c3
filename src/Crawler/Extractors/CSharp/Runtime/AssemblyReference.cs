using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>An assembly of the source as a value: what one of its projects builds.</summary>
internal sealed class AssemblyReference(string project) : Value
{
    /// <summary>The path of the project; empty for sources without one.</summary>
    public string Project { get; } = project;

    public override bool? Truth => true;
}

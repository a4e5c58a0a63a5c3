using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>A <c>pathlib.Path</c> inside of the snapshot.</summary>
/// <param name="path">From the snapshot's folder, <c>/</c> between parts, no <c>..</c>; empty for the folder itself.</param>
internal sealed class PathValue(string path) : Value
{
    public string Path { get; } = path;

    public override bool? Truth => true;
}

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>A file of the snapshot that the source has opened to read.</summary>
/// <param name="Path">Inside the snapshot.</param>
internal sealed record OpenFile(string Path);

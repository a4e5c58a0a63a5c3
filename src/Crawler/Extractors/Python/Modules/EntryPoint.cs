namespace Catalog.Crawler.Extractors.Python.Modules;

/// <summary>Where a program starts.</summary>
/// <param name="Path">The file.</param>
/// <param name="Function">The function that is called; null where running the file is all.</param>
internal sealed record EntryPoint(string Path, string? Function);

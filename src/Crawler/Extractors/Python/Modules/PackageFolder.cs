namespace Catalog.Crawler.Extractors.Python.Modules;

/// <summary>A folder that is a package without a file of its own.</summary>
/// <param name="Path">Inside the snapshot.</param>
internal sealed record PackageFolder(string Path);

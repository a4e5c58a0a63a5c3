namespace Catalog.Crawler.Extractors.Linking;

/// <summary>A dependency's files beside those of a snapshot.</summary>
/// <param name="Folder">Where they appear, below the snapshot's root.</param>
/// <param name="Path">The absolute path of the folder where they lie.</param>
internal sealed record DependencyMount(string Folder, string Path);

namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>A folder with a build file of its own.</summary>
/// <param name="Folder">Inside the snapshot; empty for the snapshot itself.</param>
/// <param name="Name">The artefact's or project's name; the folder's where the build file does not say.</param>
/// <param name="Content">The build file as text.</param>
internal sealed record BuildModule(string Folder, string Name, string Content);

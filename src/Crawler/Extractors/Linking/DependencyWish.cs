namespace Catalog.Crawler.Extractors.Linking;

/// <summary>A dependency that may hold a server's tools and is not among the files.</summary>
/// <param name="Ecosystem">The package ecosystem, <c>npm</c>.</param>
/// <param name="Name">The package, as the manifest writes it.</param>
/// <param name="Range">The version asked for, as the manifest or its lock writes it.</param>
/// <param name="Folder">Where its files are to appear, below the snapshot's root.</param>
internal sealed record DependencyWish(string Ecosystem, string Name, string Range, string Folder);

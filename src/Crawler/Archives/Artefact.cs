namespace Catalog.Crawler.Archives;

/// <summary>A fetched archive, and how it is to be unpacked.</summary>
internal sealed record Artefact
{
    /// <summary>The absolute path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>What a symbolic link in it means.</summary>
    public LinkHandling Links { get; init; }

    /// <summary>How many leading folders every name loses: 1 for npm packages and the archives of repositories.</summary>
    public int Strip { get; init; }
}

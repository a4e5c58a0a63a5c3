namespace Catalog.Crawler.Extractors;

/// <summary>What a server's own manifest (<c>package.json</c>, <c>pyproject.toml</c>, <c>manifest.json</c> …) says of it. The author's words: never trusted, only shown.</summary>
public sealed record PackageManifest
{
    /// <summary>The package ecosystem, <c>npm</c>, <c>pypi</c>, <c>nuget</c> or <c>mcpb</c>; null where there is no manifest.</summary>
    public string? Ecosystem { get; init; }

    /// <summary>The package's name in that ecosystem; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The version as written; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The name to show; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>One or more sentences; null where there are none.</summary>
    public string? Description { get; init; }

    /// <summary>The address of the source code as written; null where there is none.</summary>
    public string? Repository { get; init; }

    /// <summary>The address of the project's page; null where there is none.</summary>
    public string? Homepage { get; init; }

    /// <summary>The licence, an SPDX expression or the author's words; null where there is none.</summary>
    public string? License { get; init; }
}

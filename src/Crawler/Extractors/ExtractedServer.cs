using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors;

/// <summary>One server of a snapshot.</summary>
public sealed record ExtractedServer
{
    /// <summary>The folder below the snapshot's root that is this server, <c>/</c> between parts; null for the whole snapshot.</summary>
    public string? Folder { get; init; }

    /// <summary>What its own manifest says; every member null where it has none.</summary>
    public required PackageManifest Manifest { get; init; }

    /// <summary>Where its tools are defined, where that is not in the source: it forwards to a remote server, or starts a native binary. A sentence without its period; null for most.</summary>
    public string? Notice { get; init; }

    /// <summary>Its tools, offered or not; may be empty.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }
}

using Catalog.Core.Sources;
using Catalog.Crawler.Archives;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Pipeline;

/// <summary>A listing on its way from fetching to reading.</summary>
internal sealed class FetchedListing : IDisposable
{
    /// <summary>The server.</summary>
    public required ServerListing Listing { get; init; }

    /// <summary>What it named; null for a live server, which has no content to name.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>What was fetched; null for a live server.</summary>
    public Artefact? Artefact { get; init; }

    /// <summary>What read it and will judge it, for the ledger.</summary>
    public string ReadBy { get; init; } = "";

    /// <summary>The servers that came of it last time; empty for the first time.</summary>
    public IReadOnlyList<Core.Servers.ServerKey> Known { get; init; } = [];

    /// <summary>When it was fetched.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The folder that holds an artefact which is not kept; null where there is none.</summary>
    public WorkFolder? Work { get; init; }

    public void Dispose() => Work?.Dispose();
}

using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Fetching;

/// <summary>Fetches what references of one scheme name. Two steps, so that what is known already is not fetched again.</summary>
internal interface ISnapshotFetcher
{
    /// <summary>The scheme it reads, for example <c>npm</c>.</summary>
    string Id { get; }

    /// <summary>Raised when the same content is unpacked to another snapshot.</summary>
    int Version { get; }

    /// <summary>False for what lies on this machine anyway: it is read where it is, and no copy of it is kept.</summary>
    bool Keeps { get; }

    /// <summary>Says what the reference names now, as cheaply as the source allows.</summary>
    /// <param name="reference">A reference of this scheme.</param>
    /// <param name="known">The last successful fetch of it; null for the first.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken);

    /// <summary>What a listing says of itself already, so that nobody is asked; null where its words are not enough.</summary>
    /// <param name="listing">A listing of this scheme, with a revision.</param>
    /// <param name="known">The last successful fetch of it; null for the first.</param>
    Resolution? ResolveListed(ServerListing listing, FetchRecord? known) => null;

    /// <summary>Fetches what a resolution named.</summary>
    /// <param name="reference">The reference that was resolved.</param>
    /// <param name="resolution">What it named.</param>
    /// <param name="folder">An empty private folder to work in; the artefact may lie in it.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken);
}

using Catalog.Core.Servers;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>One entry of a source: a server to fetch, or the reason why there is none.</summary>
internal sealed record SourceEntry
{
    /// <summary>The reference that was read, or the part of it that failed.</summary>
    public required string Reference { get; init; }

    /// <summary>The server; null beside a problem.</summary>
    public ServerListing? Listing { get; init; }

    /// <summary>Why it cannot be fetched, one sentence; null beside a listing.</summary>
    public string? Problem { get; init; }

    /// <summary>The server that is not there any more, as its source says; null where it only cannot be had.</summary>
    public ServerKey? Gone { get; init; }

    /// <summary>A server that is named directly.</summary>
    public static SourceEntry Direct(SourceReference reference, string key) => ServerKey.TryParse(key, out var server)
        ? new SourceEntry
        {
            Reference = WebAddress.ShownSource(reference),
            Listing = new ServerListing { Server = server, Reference = reference, ListedBy = reference.ToString() },
        }
        : Failed(WebAddress.ShownSource(reference), $"`{WebAddress.ShownSource(reference)}` gives no usable server key; its name is too long or has control characters");

    /// <summary>A server that a list names.</summary>
    public static SourceEntry Listed(ServerListing listing) => new() { Reference = WebAddress.ShownSource(listing.Reference), Listing = listing };

    /// <summary>What could not be listed.</summary>
    public static SourceEntry Failed(string reference, string problem) => new() { Reference = reference, Problem = problem };
}

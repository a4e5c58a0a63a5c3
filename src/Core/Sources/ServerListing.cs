using Catalog.Core.Servers;

namespace Catalog.Core.Sources;

/// <summary>One entry of a source: a server that can be fetched, as the source describes it.</summary>
public sealed record ServerListing
{
    /// <summary>The identity the server will be stored under.</summary>
    public required ServerKey Server { get; init; }

    /// <summary>What to fetch: a package, a repository, a folder, a command or an address, never a list of others.</summary>
    public required SourceReference Reference { get; init; }

    /// <summary>The reference of the source that lists it, for example <c>registry:https://…</c>; the same as <see cref="Reference"/> for a server named directly.</summary>
    public required string ListedBy { get; init; }

    /// <summary>The name to show; null where the source gives none.</summary>
    public string? Title { get; init; }

    /// <summary>The source's description; null where it gives none.</summary>
    public string? Description { get; init; }

    /// <summary>The address of the repository that the source names; null where it names none.</summary>
    public string? Repository { get; init; }

    /// <summary>The name under which a registry of servers lists it, for example <c>io.github.owner/name</c>; null for other sources.</summary>
    public string? RegistryName { get; init; }

    /// <summary>The key that it had before its source gave it another name, proved by an id of the source's; null for most.</summary>
    public ServerKey? Formerly { get; init; }

    /// <summary>What the source says its content is now, in the words of the fetcher that reads the reference, so that nobody is asked again; null where it does not say.</summary>
    public string? Revision { get; init; }
}

using Catalog.Core.Snapshots;

namespace Catalog.Core.Servers;

/// <summary>One server as the catalog knows it now.</summary>
public sealed record ServerRecord
{
    /// <summary>The identity under which it is stored and linked.</summary>
    public required ServerKey Key { get; init; }

    /// <summary>The name to show, from the listing or the manifest; null where neither gives one.</summary>
    public string? Title { get; init; }

    /// <summary>One or two sentences of the author's; null where there are none.</summary>
    public string? Description { get; init; }

    /// <summary>The address of the source repository, <c>https</c>; null where it is not known.</summary>
    public string? Repository { get; init; }

    /// <summary>The author's home page, <c>http</c> or <c>https</c>; null where there is none.</summary>
    public string? Homepage { get; init; }

    /// <summary>The licence as its manifest spells it, mostly an SPDX expression; null where none is declared.</summary>
    public string? License { get; init; }

    /// <summary>A sentence without its period on where its tools are defined, where that is not in what was read: a package that forwards to a remote server, or starts a native binary; null for most.</summary>
    public string? Notice { get; init; }

    /// <summary>The snapshot that the current tools were read from.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>When the catalog first stored this server.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When a crawl last looked at it, whether or not it had changed.</summary>
    public required DateTimeOffset LastSeen { get; init; }
}

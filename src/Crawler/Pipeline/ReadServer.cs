using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Pipeline;

/// <summary>One server as it was read: all but its classifications.</summary>
public sealed record ReadServer
{
    /// <summary>The identity it is stored under.</summary>
    public required ServerKey Key { get; init; }

    /// <summary>The name to show; null where nobody gives one.</summary>
    public string? Title { get; init; }

    /// <summary>The author's description; null where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The https address of its repository; null where it is not known.</summary>
    public string? Repository { get; init; }

    /// <summary>The http or https address of its page; null where there is none.</summary>
    public string? Homepage { get; init; }

    /// <summary>The licence as written; null where there is none.</summary>
    public string? License { get; init; }

    /// <summary>A sentence without its period on where its tools are defined, where that is not in what was read; null for most.</summary>
    public string? Notice { get; init; }

    /// <summary>What is said of its other names.</summary>
    public IReadOnlyList<IdentityClaim> Claims { get; init; } = [];

    /// <summary>The key that it had before; null for most.</summary>
    public ServerKey? Formerly { get; init; }

    /// <summary>What was read.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Its tools, those never reached among them; names are unique, in ordinal order.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }
}

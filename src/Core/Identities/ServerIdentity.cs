using Catalog.Core.Servers;

namespace Catalog.Core.Identities;

/// <summary>What the catalog says of a server's names.</summary>
public sealed record ServerIdentity
{
    /// <summary>What comparing all servers says of it; null where there is nothing to say.</summary>
    public ServerStanding? Standing { get; init; }

    /// <summary>Since when its source says that it is not there any more; null where it is there.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>The key that it has now, where this one is an older name; null for a present name.</summary>
    public ServerKey? MovedTo { get; init; }

    /// <summary>Its older names.</summary>
    public IReadOnlyList<ServerKey> Formerly { get; init; } = [];
}

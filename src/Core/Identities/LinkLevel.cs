namespace Catalog.Core.Identities;

/// <summary>How well it is proven that two names are of one server. Names are stored; a later one is stronger.</summary>
public enum LinkLevel
{
    /// <summary>One side says so. Anybody can write it into a manifest of his.</summary>
    Claimed,

    /// <summary>One side says so, and both names bear the same owner. Accounts of one name at two places need not be one person's.</summary>
    SameOwner,

    /// <summary>A registry says so under a name in the namespace of the repository's owner, which registries check when a server is published.</summary>
    RegistryNamespace,

    /// <summary>Each side names the other: both whoever may publish the package and whoever may write to the repository say so. Only this makes them one.</summary>
    BothWays,
}

namespace Catalog.Gateway.Pinning;

/// <summary>What happens to a tool that no pin speaks of when its server first lists it.</summary>
public enum UnknownTools
{
    /// <summary>It is pinned as it is.</summary>
    Allow,

    /// <summary>It is pinned as it is, and logged.</summary>
    Warn,

    /// <summary>It is taken out of lists, and calls of it are denied, until a person accepts it.</summary>
    Block,
}

namespace Catalog.Gateway.Pinning;

/// <summary>What happens to a tool whose definition is no longer the one that was pinned.</summary>
public enum ToolChanges
{
    /// <summary>It is taken out of lists, and calls of it are denied, until a person accepts the change.</summary>
    Block,

    /// <summary>It is logged and passes.</summary>
    Warn,

    /// <summary>Definitions are not pinned at all.</summary>
    Allow,
}

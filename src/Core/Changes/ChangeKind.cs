namespace Catalog.Core.Changes;

/// <summary>What happened. Names are stored.</summary>
public enum ChangeKind
{
    /// <summary>A server is in the catalog that was not; its tools are counted, not listed.</summary>
    ServerAppeared,

    /// <summary>What a server says of itself differs: title, description, addresses, licence.</summary>
    ServerChanged,

    /// <summary>A server has no tool any more; they are counted, not listed.</summary>
    ServerVanished,

    /// <summary>A known server has a tool that it had not.</summary>
    ToolAppeared,

    /// <summary>A tool's definition or its exposure differs.</summary>
    ToolChanged,

    /// <summary>A tool's definition is the same, and what is said of it is not.</summary>
    ToolReclassified,

    /// <summary>A tool is no longer there.</summary>
    ToolVanished,
}

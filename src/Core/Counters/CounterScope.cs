namespace Catalog.Core.Counters;

/// <summary>Who shares a total.</summary>
public enum CounterScope
{
    /// <summary>A total for each grant.</summary>
    Grant,

    /// <summary>One total for all callers of the server.</summary>
    Server,

    /// <summary>A total for each MCP session; it need not survive a restart.</summary>
    Session,
}

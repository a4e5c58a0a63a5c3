namespace Catalog.Core.Snapshots;

/// <summary>How the tools of a snapshot became known.</summary>
public enum SnapshotOrigin
{
    /// <summary>Read out of the source code; nothing was run.</summary>
    Source,

    /// <summary>Asked of the running server.</summary>
    Running,

    /// <summary>Both; the running answer holds, and what differs is recorded on each tool.</summary>
    Both,

    /// <summary>Taken from a file of tool definitions.</summary>
    Imported,
}

using System.ComponentModel.DataAnnotations;

namespace Catalog.Core.Decisions;

/// <summary>How the decision log is kept.</summary>
public sealed class DecisionLogOptions
{
    /// <summary>The file of JSON lines to write; null for the gateway's store.</summary>
    public string? File { get; init; }

    /// <summary>The address of the PostgreSQL database to write to, <c>postgres://…</c>; null for <see cref="File"/> or the gateway's store. It may hold a password. Several gateways may write to one.</summary>
    public string? Database { get; init; }

    /// <summary>Whether entries hold the arguments of calls, with what looks secret replaced.</summary>
    /// <value>False: they hold the names of arguments alone.</value>
    public bool Values { get; init; }

    /// <summary>Whether an entry is on disk before its call is forwarded. A crash then loses none; each call waits for the disk.</summary>
    /// <value>False: a crash may lose the entries of the last moment, some 30 ms; a graceful end loses none.</value>
    public bool Sync { get; init; }

    /// <summary>Whether calls go on when the log cannot be written; what is lost then is counted, and the count is written when the log can be written again.</summary>
    /// <value>False: nothing is forwarded.</value>
    public bool FailOpen { get; init; }

    /// <summary>How many entries may be on their way to the disk; those beyond wait.</summary>
    /// <value>16,384.</value>
    [Range(1, 1_000_000)]
    public int QueueLength { get; init; } = 16_384;

    /// <summary>For <see cref="File"/>: a new segment is begun when one has so many bytes, and on each day by UTC.</summary>
    /// <value>64 MB.</value>
    [Range(1024, long.MaxValue)]
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How long entries are kept; null for ever. Whole segments and days are removed.</summary>
    public TimeSpan? Keep { get; init; }
}

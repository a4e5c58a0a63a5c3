using System.ComponentModel.DataAnnotations;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>How the workers are started and bounded that read whole snapshots: they choose the files, have them parsed by workers of their own, and evaluate what came of it.</summary>
public sealed class LinkWorkerOptions
{
    /// <summary>The verb that makes the program a link worker.</summary>
    public const string Verb = "link-worker";

    /// <summary>The program and its arguments; null: this program with <see cref="Verb"/>.</summary>
    public IReadOnlyList<string>? Command { get; set; }

    /// <summary>How many workers run at most, each with parse workers of its own. <value>Default: the number of processors, at most 2.</value></summary>
    [Range(1, 64)]
    public int Workers { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 2);

    /// <summary>The most memory for data of one worker, bytes, kept by <c>prlimit --data</c> where the system has it. <value>Default: 512 MiB.</value></summary>
    [Range(256L * 1024 * 1024, long.MaxValue)]
    public long DataLimit { get; set; } = 512L * 1024 * 1024;

    /// <summary>The longest time for one snapshot, after which its worker is ended. <value>Default: 5 minutes, for repositories of many servers.</value></summary>
    public TimeSpan SnapshotTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how many snapshots a worker is replaced, so that nothing lingers; a new one is slow until it is warm. <value>Default: 5,000.</value></summary>
    [Range(1, int.MaxValue)]
    public int SnapshotsPerWorker { get; set; } = 5_000;
}

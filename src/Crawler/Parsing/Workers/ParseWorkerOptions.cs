using System.ComponentModel.DataAnnotations;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>How parse workers are started and bounded.</summary>
public sealed class ParseWorkerOptions
{
    /// <summary>The verb that makes the program a parse worker.</summary>
    public const string Verb = "parse-worker";

    /// <summary>The program and its arguments; null: this program with <see cref="Verb"/>.</summary>
    public IReadOnlyList<string>? Command { get; set; }

    /// <summary>How many workers run at most for each snapshot that is read. <value>Default: the number of processors, at most 4.</value></summary>
    [Range(1, 64)]
    public int Workers { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>The most memory for data of one worker, bytes, kept by <c>prlimit --data</c> where the system has it. <value>Default: 512 MiB.</value></summary>
    [Range(128L * 1024 * 1024, long.MaxValue)]
    public long DataLimit { get; set; } = 512L * 1024 * 1024;

    /// <summary>The longest time for one file, after which its worker is ended. <value>Default: 20 seconds.</value></summary>
    public TimeSpan FileTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After how many files, or parts of files that are parsed later, a worker is replaced, so that nothing lingers. <value>Default: 20000.</value></summary>
    [Range(1, int.MaxValue)]
    public int FilesPerWorker { get; set; } = 20_000;
}

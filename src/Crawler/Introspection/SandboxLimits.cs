namespace Catalog.Crawler.Introspection;

/// <summary>What a server of a stranger may take while it is asked.</summary>
internal static class SandboxLimits
{
    /// <summary>Bytes of memory for data, each process.</summary>
    public const long Memory = 1L << 30;

    /// <summary>Processes and threads at once.</summary>
    public const int Processes = 128;

    /// <summary>Seconds of processor time, each process.</summary>
    public const int ProcessorSeconds = 60;

    /// <summary>Bytes of one file that it writes, and of each of its writable folders, which lie in memory.</summary>
    public const long FileBytes = 64L << 20;

    /// <summary>Open files, each process.</summary>
    public const int Files = 4096;

    /// <summary>Bytes that it may say before it is ended.</summary>
    public const long OutputBytes = 32L << 20;

    /// <summary>Pages of one list of tools.</summary>
    public const int Pages = 100;

    /// <summary>Tools of one server.</summary>
    public const int Tools = 5000;

    /// <summary>The command that holds a process to these limits, to stand before its own.</summary>
    public static IReadOnlyList<string> Prefix { get; } =
    [
        "prlimit", $"--data={Memory}", $"--nproc={Processes}", $"--cpu={ProcessorSeconds}", $"--fsize={FileBytes}", $"--nofile={Files}", "--core=0", "--",
    ];
}

using Catalog.Crawler.Processes;

namespace Catalog.Crawler.Fetching;

/// <summary>
/// The git client of this machine, held to reading. A repository of a stranger may name programs in its own configuration (hooks, filters,
/// transports, lazy fetches): objects are read with plumbing that runs none of them, and transports are only those that a step needs.
/// </summary>
internal sealed class GitClient(CrawlerOptions options) : IDisposable
{
    private static readonly string[] Hardened =
    [
        "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.askPass=", "-c", "credential.interactive=false",
        "-c", "protocol.allow=never", "-c", "protocol.ext.allow=never", "-c", "safe.directory=*", "-c", "submodule.recurse=false",
        "-c", "fetch.recurseSubmodules=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "advice.detachedHead=false",
    ];

    private static readonly string[] Transports =
    [
        "-c", "protocol.https.allow=always", "-c", "protocol.http.allow=always", "-c", "protocol.ssh.allow=always", "-c", "protocol.git.allow=always",
        "-c", "transfer.fsckObjects=true", "-c", "http.followRedirects=initial",
    ];

    private static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_ASKPASS"] = "",
        ["GIT_LFS_SKIP_SMUDGE"] = "1",
        ["GIT_NO_LAZY_FETCH"] = "1",
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_OBJECT_DIRECTORY"] = null,
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = null,
        ["GIT_EXTERNAL_DIFF"] = null,
        ["GIT_ALLOW_PROTOCOL"] = null,
        ["GIT_CONFIG_PARAMETERS"] = null,
        ["GIT_CONFIG_COUNT"] = null,
        ["LC_ALL"] = "C",
    };

    /// <summary>A client takes a processor, and what it reaches is one host mostly.</summary>
    private readonly SemaphoreSlim _turns = new(options.Connections);

    /// <summary>Runs a step that reads the repository in a folder; nothing leaves this machine.</summary>
    public Task<ChildResult> ReadAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        InTurnAsync(() => Child.RunAsync(Command(folder, [.. Hardened, .. arguments]), cancellationToken), cancellationToken);

    /// <summary>As <see cref="ReadAsync(string, IReadOnlyList{string}, CancellationToken)"/>, with an input and an output that is too long for the memory.</summary>
    public Task<ChildResult> ReadAsync(string folder, IReadOnlyList<string> arguments, string input, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        InTurnAsync(() => Child.RunAsync(Command(folder, [.. Hardened, .. arguments]) with { Input = input }, read, cancellationToken), cancellationToken);

    /// <summary>Runs a step that speaks with the repository's host.</summary>
    public Task<ChildResult> ReachAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        InTurnAsync(() => Child.RunAsync(Command(folder, [.. Hardened, .. Transports, .. arguments]), cancellationToken), cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<ChildResult> InTurnAsync(Func<Task<ChildResult>> run, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await run();
        }
        finally
        {
            _turns.Release();
        }
    }

    private ChildCommand Command(string folder, IReadOnlyList<string> arguments) =>
        new() { Program = options.GitCommand, Arguments = arguments, Folder = folder, Environment = Environment, Timeout = options.FetchTimeout };
}

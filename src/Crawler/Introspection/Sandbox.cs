using Catalog.Crawler.Processes;

namespace Catalog.Crawler.Introspection;

/// <summary>
/// Runs servers of strangers under bubblewrap: no network, the system's programs read-only, nothing of this user's files or variables, a home
/// and a folder for temporary files of its own in memory, no rights, and limits on memory, processes and time.
/// </summary>
/// <remarks>
/// For root the kernel counts no processes, so its servers run as the user nobody; for others a user namespace does the same. In a container one
/// of the steps may be forbidden: a run of nothing tells before the first server.
/// </remarks>
internal sealed class Sandbox(CrawlerOptions options) : IDisposable
{
    private const int Nobody = 65534;
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _problem;
    private bool _isChecked;

    /// <summary>Why no sandbox is to be had on this machine, one sentence; null where there is one. Found out once.</summary>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isChecked)
            {
                _problem = await CheckAsync(cancellationToken);
                _isChecked = true;
            }

            return _problem;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A server's command inside the sandbox.</summary>
    public ChildCommand Enclose(ServerCommand server) => new()
    {
        Program = options.SandboxCommand,
        Arguments = [.. Walls(server), .. Drop(), .. SandboxLimits.Prefix, .. server.Arguments],
        Folder = Path.GetTempPath(),
        Timeout = options.AskTimeout,
    };

    /// <summary>A server's command without a sandbox, for users who say so: it keeps its limits, and gets none of this process's variables but the search path.</summary>
    public static ChildCommand Leave(ServerCommand server, string folder, CrawlerOptions options) => new()
    {
        Program = server.Arguments[0],
        Arguments = [.. server.Arguments.Skip(1)],
        Folder = folder,
        Timeout = options.AskTimeout,
        Environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(static name => name is not ("PATH" or "SYSTEMROOT" or "LANG"))
            .ToDictionary(static name => name, static _ => (string?)null, StringComparer.Ordinal)
            .Append(KeyValuePair.Create("HOME", (string?)folder))
            .GroupBy(static pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(static pair => pair.Key, static pair => pair.Last().Value, StringComparer.Ordinal),
    };

    public void Dispose() => _gate.Dispose();

    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "there is a sandbox on Linux only";
        }

        var nothing = Enclose(new ServerCommand { Name = "nothing", Arguments = ["true"] }) with { Timeout = CheckTimeout };
        var ran = await Child.RunAsync(nothing, cancellationToken);
        return ran.IsSuccess ? null
            : ran.ExitCode is null ? "`bwrap` is not to be started; install the package bubblewrap"
            : $"`bwrap` cannot make a sandbox here ({ran.FirstError("bwrap:")}); allow user namespaces, or run it outside of this container";
    }

    private static IEnumerable<string> Walls(ServerCommand server)
    {
        string[] walls =
        [
            "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv",
            .. IsRoot ? [] : new[] { "--unshare-user", "--cap-drop", "ALL" },
            "--perms", "0755", "--dir", "/etc", "--perms", "0755", "--dir", "/home",
            "--ro-bind", "/usr", "/usr",
            "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
            "--proc", "/proc", "--dev", "/dev",
        ];
        return
        [
            .. walls,
            .. new[] { "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32" }.SelectMany(System),
            .. Writable("/dev/shm"), .. Writable("/tmp"), .. Writable("/home/server"),
            .. Programs().Concat(server.Readable).Distinct(StringComparer.Ordinal).SelectMany(Readable),
            "--remount-ro", "/", "--chdir", "/home/server",
            "--setenv", "HOME", "/home/server", "--setenv", "TMPDIR", "/tmp", "--setenv", "LANG", "C.UTF-8", "--setenv", "NODE_ENV", "production",
            "--setenv", "OPENSSL_CONF", "/dev/null", "--setenv", "PATH", string.Join(':', Programs().Select(static path => Path.Combine(path, "bin")).Append("/usr/local/bin:/usr/bin:/bin")),
            "--",
        ];
    }

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>For root: the user nobody, without capabilities and without a way back to them.</summary>
    private static IReadOnlyList<string> Drop() => IsRoot
        ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"]
        : [];

    /// <summary>A folder of the system as it is on this machine: on most it is a link into <c>/usr</c>.</summary>
    private static IEnumerable<string> System(string path)
    {
        var folder = new DirectoryInfo(path);
        return !folder.Exists ? [] : folder.LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path];
    }

    /// <summary>A folder under its own path. Its parents are made by hand, for the ones that bubblewrap makes are closed to all but their owner.</summary>
    private static IEnumerable<string> Readable(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (path[..slash] is not ("/tmp" or "/home" or "/usr" or "/etc" or "/dev" or "/proc"))
            {
                yield return "--perms";
                yield return "0755";
                yield return "--dir";
                yield return path[..slash];
            }
        }

        yield return "--ro-bind";
        yield return path;
        yield return path;
    }

    private static string[] Writable(string path) => ["--perms", "1777", "--size", $"{SandboxLimits.FileBytes}", "--tmpfs", path];

    /// <summary>Where Node.js lies when it is not the system's own: its whole prefix, read-only.</summary>
    private static IEnumerable<string> Programs()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var node = new FileInfo(Path.Combine(folder, "node"));
            if (!node.Exists)
            {
                continue;
            }

            var real = (node.ResolveLinkTarget(returnFinalTarget: true) ?? node).FullName;
            var prefix = Path.GetDirectoryName(Path.GetDirectoryName(real));
            return prefix is null or "/" or "/usr" or "/usr/local" || prefix.StartsWith("/usr/", StringComparison.Ordinal) ? [] : [prefix];
        }

        return [];
    }
}

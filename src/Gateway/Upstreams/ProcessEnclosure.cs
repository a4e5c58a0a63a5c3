using System.ComponentModel;
using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>Puts before a server's command what holds it to its limits and keeps it in its sandbox. Where the system lacks the means, the server is not started.</summary>
internal static class ProcessEnclosure
{
    private const string Home = "/home/server";

    // Its folders for scratch lie in memory.
    private const string ScratchBytes = "268435456";

    // What programs need to find hosts and to trust certificates; each only where it is there.
    private static readonly string[] NetworkFiles = ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl", "/etc/pki", "/etc/ca-certificates"];

    /// <summary>The command with its walls.</summary>
    /// <exception cref="Win32Exception">The system has no means to hold the server.</exception>
    public static IReadOnlyList<string> Around(IReadOnlyList<string> command, GatewayOptions options)
    {
        var limited = options.Limits is { } limits ? [.. Prefix(limits), .. command] : command;
        return options.Sandbox is { } sandbox ? [.. Walls(sandbox, options.WorkingDirectory), .. limited] : limited;
    }

    /// <summary>What a sandboxed server sees of the gateway's environment: nothing but where programs are and which language is spoken.</summary>
    public static void Clear(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(static n => n is not ("PATH" or "LANG" or "TZ")).ToList())
        {
            environment.Remove(name);
        }

        environment["HOME"] = Home;
        environment["TMPDIR"] = "/tmp";
    }

    private static IEnumerable<string> Prefix(ProcessLimits limits)
    {
        yield return Find("prlimit", "the package util-linux");
        yield return "--core=0";
        foreach (var (name, value) in new (string, long?)[] { ("data", limits.MemoryBytes), ("cpu", limits.ProcessorSeconds), ("nproc", limits.Processes), ("nofile", limits.OpenFiles) })
        {
            if (value is { } most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"--{name}={most}");
            }
        }

        yield return "--";
    }

    private static IEnumerable<string> Walls(SandboxOptions sandbox, string? folder) =>
    [
        Find("bwrap", "the package bubblewrap"),
        "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        .. sandbox.Network ? [] : new[] { "--unshare-net" },
        "--ro-bind", "/usr", "/usr",
        .. new[] { "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32" }.SelectMany(SystemFolder),
        .. new[] { "/etc/ld.so.cache", "/etc/alternatives" }.SelectMany(static path => new[] { "--ro-bind-try", path, path }),
        .. sandbox.Network ? NetworkFiles.SelectMany(static path => new[] { "--ro-bind-try", path, path }) : [],
        "--proc", "/proc", "--dev", "/dev",
        "--size", ScratchBytes, "--perms", "1777", "--tmpfs", "/tmp", "--size", ScratchBytes, "--tmpfs", Home,
        .. sandbox.Readable.SelectMany(static path => new[] { "--ro-bind", path, path }),
        .. sandbox.Writable.SelectMany(static path => new[] { "--bind", path, path }),
        "--remount-ro", "/", "--chdir", folder ?? Home,
        "--",
    ];

    /// <summary>A folder of the system as it is on this machine: on most it is a link into <c>/usr</c>.</summary>
    private static IEnumerable<string> SystemFolder(string path)
    {
        var folder = new DirectoryInfo(path);
        return !folder.Exists ? [] : folder.LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path];
    }

    private static string Find(string program, string package) =>
        OperatingSystem.IsLinux() && Array.Find([$"/usr/bin/{program}", $"/bin/{program}"], File.Exists) is { } path
            ? path
            : throw new Win32Exception($"its limits or its sandbox need `{program}`, which this system does not have: install {package}, or leave them out");
}

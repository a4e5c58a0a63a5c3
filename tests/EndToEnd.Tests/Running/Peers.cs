using System.Diagnostics;
using System.Security.Cryptography;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>Real MCP clients and servers from npm, installed once for each lock file with scripts off.</summary>
internal static class Peers
{
    private static readonly Lock Gate = new();
    private static Task<string?>? _installed;

    /// <summary>The folder of installed packages; skips the test, saying so, where npm cannot install them.</summary>
    public static async Task<string> RequireAsync()
    {
        var folder = await FindOrNullAsync();
        if (folder is null)
        {
            Assert.Skip("needs packages from npm, and npm could not install them");
        }

        return folder;
    }

    /// <summary>The folder of installed packages; null where npm cannot install them.</summary>
    public static Task<string?> FindOrNullAsync()
    {
        lock (Gate)
        {
            return _installed ??= InstallAsync();
        }
    }

    /// <summary>The script that starts the reference filesystem server with <c>node</c>.</summary>
    public static async Task<string> FilesystemServerAsync() =>
        Path.Combine(await RequireAsync(), "node_modules", "@modelcontextprotocol", "server-filesystem", "dist", "index.js");

    /// <summary>The script that starts the MCP Inspector with <c>node</c>.</summary>
    public static async Task<string> InspectorAsync() =>
        Path.Combine(await RequireAsync(), "node_modules", "@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js");

    private static async Task<string?> InstallAsync()
    {
        var source = Path.Combine(SharedData.Repository, "tests", "EndToEnd.Tests", "Peers");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..16];
        var folder = Path.Combine(SharedData.Repository, "artifacts", "peers", hash);
        if (File.Exists(Path.Combine(folder, "installed")))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var error = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await output + await error);
        if (npm.ExitCode != 0)
        {
            return null;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
        return folder;
    }
}

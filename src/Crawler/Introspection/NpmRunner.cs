using System.Text.Json;
using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Introspection;

/// <summary>Installs an npm package with its dependencies, without their scripts, into a folder that is thrown away; only that step has a network.</summary>
internal sealed class NpmRunner(NpmClient npm, ServerRun run, Sandbox sandbox, WorkFolders folders) : ISnapshotRunner
{
    public string Id => "npm";

    public async Task<AskResult> AskAsync(SourceReference reference, Resolution resolution, SnapshotFolder snapshot, CrawlOptions options, CancellationToken cancellationToken)
    {
        var spec = $"{reference.Value}@{resolution.Version}";

        // Before anything of the package is installed: without a sandbox there is nothing to install it for.
        if (!options.UnsafeNoSandbox && await sandbox.FindProblemAsync(cancellationToken) is { } missing)
        {
            return AskResult.Failed($"`{spec}` was not run, for there is no sandbox: {missing}; --unsafe-no-sandbox runs it with all your rights");
        }

        using var folder = folders.Create();
        var prefix = folder.Make("server");
        var installed = await npm.RunAsync(
            prefix,
            ["install", "--json", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--prefix", prefix, spec],
            cancellationToken);
        if (!installed.IsSuccess)
        {
            return AskResult.Failed(NpmClient.Explain(installed, spec));
        }

        var package = Path.Combine([prefix, "node_modules", .. reference.Value.Split('/')]);
        var (entry, problem) = FindEntry(package, reference.Value);
        return entry is null
            ? AskResult.Failed($"`{spec}` was not run: {problem}")
            : await run.AskAsync(new ServerCommand { Name = spec, Arguments = ["node", entry], Readable = [prefix] }, options, cancellationToken);
    }

    /// <summary>The script that <c>npx</c> would run: the only one of <c>bin</c>, or the one named like the package; else <c>main</c>.</summary>
    private static (string? Entry, string? Problem) FindEntry(string package, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")), new JsonDocumentOptions { MaxDepth = 64 });
            var relative = Bin(json.RootElement, name[(name.LastIndexOf('/') + 1)..]) ?? Text(json.RootElement, "main");
            if (relative is null)
            {
                return (null, "it names no program to run");
            }

            var entry = Path.GetFullPath(Path.Combine(package, relative));
            return entry.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(entry)
                ? (entry, null)
                : (null, "the program that it names is not in it");
        }
        catch (JsonException)
        {
            return (null, "its package.json is not JSON");
        }
        catch (FileNotFoundException)
        {
            return (null, "it has no package.json");
        }
    }

    private static string? Bin(JsonElement manifest, string name)
    {
        if (!manifest.TryGetProperty("bin", out var bin))
        {
            return null;
        }

        if (bin.ValueKind != JsonValueKind.Object)
        {
            return Text(manifest, "bin");
        }

        var programs = bin.EnumerateObject().Where(static program => program.Value.ValueKind == JsonValueKind.String).ToList();
        var own = programs.Find(program => string.Equals(program.Name, name, StringComparison.Ordinal));
        return (own.Value.ValueKind == JsonValueKind.String ? own : programs.FirstOrDefault()).Value is { ValueKind: JsonValueKind.String } path ? path.GetString() : null;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Text.Json;

namespace Catalog.Crawler.Fetching;

/// <inheritdoc cref="INpmInstallation"/>
internal sealed class NpmInstallation(NpmClient npm) : INpmInstallation
{
    public async Task<InstalledPackage> InstallAsync(string name, string version, string folder, CancellationToken cancellationToken)
    {
        var package = Path.Combine([folder, "node_modules", .. name.Split('/')]);
        if (!IsInstalled(package, version))
        {
            var spec = $"{name}@{version}";
            var installed = await npm.RunAsync(
                folder,
                ["install", "--json", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--prefix", folder, spec],
                cancellationToken);
            if (!installed.IsSuccess)
            {
                return new InstalledPackage(null, NpmClient.Explain(installed, spec));
            }
        }

        return FindEntry(package, name);
    }

    private static bool IsInstalled(string package, string version)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")), new JsonDocumentOptions { MaxDepth = 64 });
            return Text(json.RootElement, "version") == version && FindEntry(package, package[(package.LastIndexOf(Path.DirectorySeparatorChar) + 1)..]).Entry is not null;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The script that <c>npx</c> would run: the only one of <c>bin</c>, or the one named like the package; else <c>main</c>.</summary>
    private static InstalledPackage FindEntry(string package, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")), new JsonDocumentOptions { MaxDepth = 64 });
            var relative = Bin(json.RootElement, name[(name.LastIndexOf('/') + 1)..]) ?? Text(json.RootElement, "main");
            if (relative is null)
            {
                return new InstalledPackage(null, "it names no program to run");
            }

            var entry = Path.GetFullPath(Path.Combine(package, relative));
            return entry.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(entry)
                ? new InstalledPackage(entry, null)
                : new InstalledPackage(null, "the program that it names is not in it");
        }
        catch (JsonException)
        {
            return new InstalledPackage(null, "its package.json is not JSON");
        }
        catch (FileNotFoundException)
        {
            return new InstalledPackage(null, "it has no package.json");
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

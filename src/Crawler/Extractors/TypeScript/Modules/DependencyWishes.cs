using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>Which dependencies may hold a server's tools: what reached code imports from them, and what it hands to them.</summary>
internal sealed class DependencyWishes
{
    private const int MostModules = 2_000;
    private const int MostWishes = 20;

    /// <summary>What a server is made with; their own files define no tools of it.</summary>
    private static readonly string[] Libraries =
        ["@modelcontextprotocol/", "@modelcontextprotocol-", "fastmcp", "mcp-framework", "mcp-handler", "@vercel/mcp-adapter", "xmcp", "mcp-remote", "mcp-proxy", "@rekog/mcp-nest", "@types/", "@hono/mcp", "zod", "express"];

    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _registering = new(StringComparer.Ordinal);

    /// <summary>The packages that reached code imports and the snapshot does not hold.</summary>
    public IReadOnlySet<string> Imported => _imported;

    /// <summary>A module outside of the snapshot is imported.</summary>
    public void Import(string specifier)
    {
        if (_imported.Count < MostModules && PackageOf(specifier) is { } name)
        {
            _imported.Add(name);
        }
    }

    /// <summary>A module outside of the snapshot is handed the server, or gives a tool that is registered.</summary>
    public void Registers(string specifier)
    {
        if (PackageOf(specifier) is { } name && !IsLibrary(name))
        {
            _registering.Add(name);
        }
    }

    /// <summary>The packages to read on in, the surest first, each with the version that is asked for.</summary>
    /// <param name="package">The server's manifest.</param>
    /// <param name="files">The snapshot, for a lock file.</param>
    /// <param name="hasTools">True where tools were found: then only packages that register some are worth a look.</param>
    public IReadOnlyList<(string Name, string Range)> Choose(PackageFile package, SnapshotFiles files, bool hasTools)
    {
        var declared = new[] { "dependencies", "optionalDependencies", "peerDependencies" }
            .SelectMany(kind => package.Json[kind] as JsonObject ?? [])
            .GroupBy(static d => d.Key, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => PackageFile.Text(g.First().Value) ?? "", StringComparer.Ordinal);
        var related = _imported.Where(n => !hasTools && !IsLibrary(n) && IsRelated(package.Name ?? "", n)).OrderBy(static n => n.Contains("tool", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(static n => n, StringComparer.Ordinal);
        var wanted = _registering.Order(StringComparer.Ordinal).Concat(related).Distinct(StringComparer.Ordinal).Where(declared.ContainsKey).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var locked = PackageFile.Member(PackageFile.ParseOrNull(files.ReadOrNull(At(package.Folder, "package-lock.json"), 8 * 1024 * 1024)), "packages");
        return [.. wanted.Select(name => (name, PackageFile.Text(PackageFile.Member(PackageFile.Member(locked, "node_modules/" + name), "version")) ?? declared[name])).Take(MostWishes)];
    }

    /// <summary>The package of an import; null for Node's own modules and for paths.</summary>
    private static string? PackageOf(string specifier)
    {
        if (specifier.Length == 0 || specifier[0] is '.' or '/' or '#' || specifier.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = specifier.Split('/');
        return specifier[0] != '@' ? parts[0] : parts.Length > 1 ? $"{parts[0]}/{parts[1]}" : null;
    }

    private static bool IsLibrary(string name) => Array.Exists(Libraries, library => library[^1] is '/' or '-' ? name.StartsWith(library, StringComparison.Ordinal) : name == library);

    /// <summary>A thin package and the one that it starts have a scope or a word in common, or the other one is about MCP.</summary>
    private static bool IsRelated(string own, string other)
    {
        if (other.Contains("mcp", StringComparison.OrdinalIgnoreCase) || (own.StartsWith('@') && other.StartsWith(own[..(own.IndexOf('/', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)))
        {
            return true;
        }

        var words = own.Split(['@', '/', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Where(static w => w.Length > 3 && w is not ("server" or "tools")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return other.Split(['@', '/', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Any(words.Contains);
    }

    private static string At(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}

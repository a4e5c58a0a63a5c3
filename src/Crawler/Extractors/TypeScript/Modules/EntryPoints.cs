using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Starting;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>What runs when a package is started: its programs first, then what it gives to importers, then the usual names.</summary>
internal static class EntryPoints
{
    private static readonly string[] Usual =
    [
        "src/index", "index", "src/main", "main", "src/server", "server", "src/cli", "cli", "src/mcp", "mcp", "src/app", "app", "src/stdio", "src/mcp-server", "src/bin", "bin/index", "lib/index", "dist/index", "build/index",
        "dist/server", "build/server", "dist/main", "dist/cli",
    ];

    /// <summary>From this length on, in bytes, a program is one file put together of many.</summary>
    private const long ShortestBundle = 512 * 1024;

    /// <summary>Groups of files, the likeliest first; a later group matters only where the earlier ones define no tools.</summary>
    /// <param name="package">The manifest; null where the folder has none.</param>
    /// <param name="folder">The server's folder.</param>
    /// <param name="resolver">Finds the files.</param>
    /// <param name="withUsual">False for what is named as a start by some file, and no guess by its own name.</param>
    public static IEnumerable<IReadOnlyList<string>> Of(PackageFile? package, string folder, ModuleResolver resolver, bool withUsual = true)
    {
        var groups = new List<IReadOnlyList<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (package is not null)
        {
            Add(Programs(package.Json));
        }

        foreach (var hosted in HostedStarts.Of(package, folder, resolver.Files))
        {
            Add(hosted);
        }

        if (package is not null)
        {
            Add(Started(package.Json));
            Add([PackageFile.Text(package.Json["main"])]);
            Add([PackageFile.Text(package.Json["module"])]);
            Add(Leaves(package.Json["exports"], 0));
        }

        Add(Bundle(folder, resolver));
        foreach (var command in StartCommands.Read(resolver.Files, folder))
        {
            Add(command.Where(static word => Path.GetExtension(word) is ".js" or ".mjs" or ".cjs" or ".ts" or ".mts").Select(word => OfCommand(resolver, folder, word)));
        }

        foreach (var name in withUsual ? Usual : [])
        {
            Add([name]);
        }

        return SourcesFirst(groups, resolver.Files, folder);

        void Add(IEnumerable<string?> names)
        {
            var group = names.Where(static n => n is { Length: > 0 and < 500 } && !n.Contains('*', StringComparison.Ordinal))
                .Select(n => resolver.EntryOrNull(folder, n!))
                .Where(p => p is not null && seen.Add(p))
                .ToList();
            if (group.Count > 0)
            {
                groups.Add(group!);
            }
        }
    }

    /// <summary>
    /// A program in one long file is put together of what the package may hold as TypeScript too, under a name of its own. Such sources are the same program without its libraries: they are
    /// read first, and the long file where they define no tools.
    /// </summary>
    private static List<IReadOnlyList<string>> SourcesFirst(List<IReadOnlyList<string>> groups, SnapshotFiles files, string folder)
    {
        var bundle = groups.FindIndex(g => g.Any(p => files.Size(p) > ShortestBundle));
        if (bundle >= 0 && NamesakeOrNull(groups[bundle].First(p => files.Size(p) > ShortestBundle), files, folder) is { } namesake)
        {
            groups.Insert(bundle, [namesake]);
            return groups;
        }

        var source = groups.FindIndex(static g => g.All(static p => ModuleResolver.LanguageOrNull(p) is "typescript"));
        if (bundle >= 0 && source > bundle)
        {
            var group = groups[source];
            groups.RemoveAt(source);
            groups.Insert(bundle, group);
        }

        return groups;
    }

    /// <summary>The one TypeScript file of the sources that is called as the program is; null where there is none, or more than one.</summary>
    private static string? NamesakeOrNull(string program, SnapshotFiles files, string folder)
    {
        var start = folder.Length == 0 ? "src/" : folder + "/src/";
        var end = "/" + Path.GetFileNameWithoutExtension(program) + ".ts";
        var found = end == "/index.ts" ? [] : files.Paths.Where(p => p.StartsWith(start, StringComparison.Ordinal) && p.EndsWith(end, StringComparison.Ordinal)).Take(2).ToList();
        return found is [var single] ? single : null;
    }

    private static IEnumerable<string?> Programs(JsonObject package) =>
        package["bin"] is JsonObject several ? several.Select(static p => PackageFile.Text(p.Value)) : [PackageFile.Text(package["bin"])];

    /// <summary>Files in the start script: <c>node dist/index.js</c>, <c>tsx src/index.ts</c>.</summary>
    private static IEnumerable<string?> Started(JsonObject package) =>
        new[] { "start", "serve", "dev" }
            .Select(name => PackageFile.Text(PackageFile.Member(package["scripts"], name)))
            .Where(static s => s is { Length: < 1000 })
            .Take(1)
            .SelectMany(static s => s!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static word => Path.GetExtension(word) is ".js" or ".mjs" or ".cjs" or ".ts" or ".mts");

    /// <summary>What a command starts, from the folder on: the file itself, or what it is built of.</summary>
    private static string OfCommand(ModuleResolver resolver, string folder, string word)
    {
        if (StartCommands.FileOrNull(resolver.Files, folder, word) is { } path)
        {
            return folder.Length == 0 ? path : path[(folder.Length + 1)..];
        }

        // Inside a container the folder has another name; what is built is not in the repository.
        var parts = word.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var built = Array.FindIndex(parts, static p => p is "dist" or "build" or "lib" or "out");
        return built > 0 ? string.Join('/', parts[built..]) : word;
    }

    private static IEnumerable<string?> Leaves(JsonNode? exports, int depth)
    {
        if (exports is JsonObject members && depth < 6)
        {
            return members.Where(static m => m.Key is not ("types" or "./package.json")).SelectMany(m => Leaves(m.Value, depth + 1));
        }

        return [PackageFile.Text(exports)];
    }

    private static IEnumerable<string?> Bundle(string folder, ModuleResolver resolver) =>
        PackageFile.ParseOrNull(resolver.Files.ReadOrNull(folder.Length == 0 ? "manifest.json" : folder + "/manifest.json")) is JsonObject manifest && manifest["server"] is JsonObject server
            ? [PackageFile.Text(server["entry_point"])]
            : [];
}

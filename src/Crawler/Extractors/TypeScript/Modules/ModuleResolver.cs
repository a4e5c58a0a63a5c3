using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.TypeScript.Runtime;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>Finds the file that an import means, inside the snapshot only: relative paths, folders, <c>.js</c> standing for <c>.ts</c>, path aliases, other packages of the same repository.</summary>
internal sealed class ModuleResolver
{
    private static readonly string[] Endings = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".jsx", ".json", "/index.ts", "/index.tsx", "/index.mts", "/index.js", "/index.mjs", "/index.cjs"];

    private readonly Dictionary<string, PackageFile> _packages = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Prefix, string Suffix, string Target)> _aliases = [];
    private readonly PackageFile? _own;

    public ModuleResolver(SnapshotFiles files, string folder)
    {
        Files = files;
        foreach (var path in files.Paths.Where(static p => p.EndsWith("package.json", StringComparison.Ordinal)).Take(500))
        {
            var at = path.Length > 12 ? path[..^13] : "";
            if ((path.Length == 12 || path[^13] == '/') && PackageFile.ReadOrNull(files, at) is { Name: { } name } package)
            {
                _packages.TryAdd(name, package);
            }
        }

        _own = PackageFile.ReadOrNull(files, folder);
        ReadAliases(folder);
    }

    public SnapshotFiles Files { get; }

    /// <summary>The language that a file is parsed as; null for files that are not parsed.</summary>
    public static string? LanguageOrNull(string path) =>
        Path.GetExtension(path) switch
        {
            ".ts" or ".mts" or ".cts" => path.EndsWith(".d.ts", StringComparison.Ordinal) ? null : "typescript",
            ".tsx" => "tsx",
            ".js" or ".mjs" or ".cjs" or ".jsx" => "javascript",
            "" => "javascript",
            _ => null,
        };

    /// <summary>The file of an entry point; where it is built and its source is there too, the source. Null where neither is.</summary>
    public string? EntryOrNull(string folder, string name)
    {
        var path = Normalize(folder, name);
        if (path is null)
        {
            return null;
        }

        var below = folder.Length == 0 ? path : path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : null;
        foreach (var built in new[] { "dist/src/", "dist/", "build/src/", "build/", "lib/", "out/", "esm/", "bundle/", ".smithery/" })
        {
            if (below is not null && below.StartsWith(built, StringComparison.Ordinal))
            {
                var rest = WithoutEnding(below[built.Length..]);
                foreach (var source in new[] { "src/" + rest, rest })
                {
                    var full = folder.Length == 0 ? source : folder + "/" + source;
                    foreach (var ending in new[] { ".ts", ".mts", ".tsx", "/index.ts" })
                    {
                        if (Files.Exists(full + ending))
                        {
                            return full + ending;
                        }
                    }
                }
            }
        }

        return FileOrNull(path);
    }

    /// <summary>The file that an import means; null for dependencies and for what is not there.</summary>
    public string? ResolveOrNull(string from, string specifier)
    {
        if (specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal) || specifier is "." or "..")
        {
            var slash = from.LastIndexOf('/');
            return Normalize(slash < 0 ? "" : from[..slash], specifier) is { } path ? FileOrNull(path) : null;
        }

        if (NodeLibraries.InsideOrNull(specifier) is { Length: > 0 } inside)
        {
            // Put together by code that runs; what follows a question mark only keeps it from being remembered.
            return Normalize("", inside.Split('?')[0]) is { } named ? FileOrNull(named) : null;
        }

        if (specifier.StartsWith("file:", StringComparison.Ordinal) || specifier.StartsWith("node:", StringComparison.Ordinal) || specifier.StartsWith('/'))
        {
            return null;
        }

        foreach (var (folder, prefix, suffix, target) in _aliases)
        {
            if (specifier.Length >= prefix.Length + suffix.Length && specifier.StartsWith(prefix, StringComparison.Ordinal) && specifier.EndsWith(suffix, StringComparison.Ordinal))
            {
                var middle = specifier[prefix.Length..(specifier.Length - suffix.Length)];
                if (Normalize(folder, target.Replace("*", middle, StringComparison.Ordinal)) is { } path && FileOrNull(path) is { } file)
                {
                    return file;
                }
            }
        }

        return InternalOrNull(specifier) ?? PackageOrNull(specifier);
    }

    private string? InternalOrNull(string specifier)
    {
        if (!specifier.StartsWith('#') || _own?.Json["imports"] is not JsonObject imports)
        {
            return null;
        }

        foreach (var (key, value) in imports)
        {
            var target = FirstLeaf(value, 0);
            var star = key.IndexOf('*', StringComparison.Ordinal);
            var matches = star < 0 ? key == specifier : specifier.StartsWith(key[..star], StringComparison.Ordinal);
            if (matches && target is not null && EntryOrNull(_own.Folder, star < 0 ? target : target.Replace("*", specifier[star..], StringComparison.Ordinal)) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    private string? PackageOrNull(string specifier)
    {
        var parts = specifier.Split('/');
        var count = specifier.StartsWith('@') ? 2 : 1;
        if (parts.Length < count || !_packages.TryGetValue(string.Join('/', parts.Take(count)), out var package))
        {
            return null;
        }

        var below = string.Join('/', parts.Skip(count));
        if (below.Length == 0)
        {
            return EntryPoints.Of(package, package.Folder, this).SelectMany(static g => g).FirstOrDefault(static f => LanguageOrNull(f) is not null) is { } entry
                ? FirstLeaf(PackageFile.Member(package.Json["exports"], ".") ?? package.Json["exports"], 0) is { } leaf && EntryOrNull(package.Folder, leaf) is { } exported ? exported
                    : PackageFile.Text(package.Json["main"]) is { } main && EntryOrNull(package.Folder, main) is { } mainFile ? mainFile : entry
                : null;
        }

        return (FirstLeaf(PackageFile.Member(package.Json["exports"], "./" + below), 0) is { } named ? EntryOrNull(package.Folder, named) : null)
            ?? EntryOrNull(package.Folder, "dist/" + below)
            ?? EntryOrNull(package.Folder, below);
    }

    private static string? FirstLeaf(JsonNode? node, int depth) =>
        node is JsonObject members && depth < 6
            ? new[] { "import", "node", "default", "require" }.Concat(members.Select(static m => m.Key)).Where(k => k != "types" && !k.StartsWith('.')).Select(k => FirstLeaf(members[k], depth + 1)).FirstOrDefault(static l => l is not null)
            : PackageFile.Text(node);

    private void ReadAliases(string folder)
    {
        for (var at = folder; ; at = at.Contains('/', StringComparison.Ordinal) ? at[..at.LastIndexOf('/')] : "")
        {
            var path = at.Length == 0 ? "tsconfig.json" : at + "/tsconfig.json";
            if (PackageFile.Member(PackageFile.ParseOrNull(Files.ReadOrNull(path)), "compilerOptions") is JsonObject options && options["paths"] is JsonObject paths)
            {
                var start = PackageFile.Text(options["baseUrl"]) is { } b ? Normalize(at, b) ?? at : at;
                foreach (var (key, targets) in paths.Take(100))
                {
                    foreach (var target in (targets as JsonArray ?? []).Select(PackageFile.Text).Where(static t => t is not null))
                    {
                        var star = key.IndexOf('*', StringComparison.Ordinal);
                        _aliases.Add((start, star < 0 ? key : key[..star], star < 0 ? "" : key[(star + 1)..], target!));
                    }
                }
            }

            if (at.Length == 0)
            {
                return;
            }
        }
    }

    private string? FileOrNull(string path)
    {
        // A build is named in imports where its source is meant: `./tool.js` is `./tool.ts` in TypeScript.
        if (Path.GetExtension(path) is ".js" or ".mjs" or ".cjs" or ".jsx" && !Files.Exists(path))
        {
            var stem = WithoutEnding(path);
            foreach (var ending in new[] { ".ts", ".tsx", ".mts", ".cts" })
            {
                if (Files.Exists(stem + ending))
                {
                    return stem + ending;
                }
            }
        }

        foreach (var ending in Endings)
        {
            if (Files.Exists(path + ending) && !path.EndsWith(".d.ts", StringComparison.Ordinal))
            {
                return path + ending;
            }
        }

        return null;
    }

    private static string WithoutEnding(string path) => Path.GetExtension(path) is ".js" or ".mjs" or ".cjs" or ".jsx" ? path[..path.LastIndexOf('.')] : path;

    /// <summary>A path inside the snapshot; null where it leaves it.</summary>
    private static string? Normalize(string folder, string path)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}

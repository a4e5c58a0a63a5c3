using System.Text;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>The build modules of a snapshot, Maven's and Gradle's, and what they say of each other.</summary>
internal sealed partial class BuildModules
{
    private const int Most = 600;
    private static readonly string[] Names = ["pom.xml", "build.gradle.kts", "build.gradle"];

    private static readonly string[] LeftOut =
        ["test", "tests", "testing", "example", "examples", "sample", "samples", "demo-client", "fixtures", "testfixtures", "docs", "template", "templates", "benchmark", "benchmarks", "vendor", "third_party",
         "integration-test", "integration-tests", "it", "its", "e2e", "node_modules", "buildsrc", "build", "target", "out", "bin", "generated", "generated-sources", "conformance-test", "conformance-tests", "archetype-resources"];

    private readonly SnapshotFiles _files;
    private readonly Dictionary<string, BuildModule> _modules = new(StringComparer.Ordinal);

    public BuildModules(SnapshotFiles files)
    {
        _files = files;
        foreach (var path in files.Paths)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (Names.Contains(name, StringComparer.Ordinal) && _modules.Count < Most && !_modules.ContainsKey(Parent(path)))
            {
                var content = Encoding.UTF8.GetString(files.ReadOrNull(path) ?? []);
                _modules[Parent(path)] = new BuildModule(Parent(path), NameOf(Parent(path), content), content);
            }
        }
    }

    public IReadOnlyCollection<BuildModule> All => _modules.Values;

    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    public static bool Within(string path, string folder) => folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>True for what is no part of a program: tests, examples, what a build made. Looked at below <paramref name="folder"/> only.</summary>
    public static bool IsLeftOut(string path, string folder)
    {
        var below = folder.Length == 0 ? path : path.Length > folder.Length ? path[(folder.Length + 1)..] : "";
        var parts = below.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var isSourceSet = i > 0 && parts[i - 1] == "src" && parts[i] != "main";
            var part = parts[i];

            // Below a source set stand packages: a class may well live in a package named `samples`.
            if (i > 1 && parts[i - 2] == "src" && part is "java" or "kotlin")
            {
                return false;
            }

            if ((part.Length > 1 && part[0] == '.') || LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase) || (isSourceSet && part.EndsWith("test", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The module that a file belongs to: the nearest build file above it; null where there is none.</summary>
    public BuildModule? OwnerOrNull(string path)
    {
        for (var at = Parent(path); ; at = Parent(at))
        {
            if (_modules.TryGetValue(at, out var module))
            {
                return module;
            }

            if (at.Length == 0)
            {
                return null;
            }
        }
    }

    /// <summary>The build file of a module; null for sources without one.</summary>
    public string? FileOrNull(BuildModule? module) =>
        module is null ? null : Names.Select(name => module.Folder.Length == 0 ? name : $"{module.Folder}/{name}").FirstOrDefault(_files.Exists);

    public BuildModule? FindOrNull(string folder) => _modules.GetValueOrDefault(folder);

    /// <summary>The module and those of the snapshot that it is built with.</summary>
    public IReadOnlyList<BuildModule> WithDependencies(BuildModule module)
    {
        var found = new List<BuildModule> { module };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(_modules.Values.Where(other => !found.Contains(other) && DependsOn(found[i], other)));
        }

        return found;
    }

    /// <summary>True where another module that is part of a program is built with this one.</summary>
    public bool IsLibrary(BuildModule module) =>
        _modules.Values.Any(other => other != module && !IsLeftOut(other.Folder, "") && DependsOn(other, module) && !WithDependencies(module).Contains(other));

    /// <summary>True where the module's build, or one above it, names an MCP library that is not one for clients.</summary>
    public bool IsServer(BuildModule module) =>
        _modules.Values.Any(m => Within(module.Folder, m.Folder) && Clients().Replace(m.Content, "") is var rest && (rest.Contains("mcp", StringComparison.OrdinalIgnoreCase) || rest.Contains("modelcontextprotocol", StringComparison.Ordinal)));

    public PackageManifest Manifest(string folder)
    {
        if (FindOrNull(folder) is not { } module)
        {
            return new PackageManifest();
        }

        var own = ParentSection().Replace(module.Content, "");
        return new PackageManifest
        {
            Name = module.Name,
            Version = Text(own, "version") is { } version && !version.Contains('$', StringComparison.Ordinal) ? version : null,
            Title = Text(own, "name") is { } name && !name.Contains('$', StringComparison.Ordinal) ? name : null,
            Description = Text(own, "description"),
            Homepage = Text(own, "url"),
        };
    }

    private bool DependsOn(BuildModule module, BuildModule other)
    {
        if (other.Folder.Length == 0 || module == other)
        {
            return false;
        }

        if (module.Content.Contains("<project", StringComparison.Ordinal))
        {
            return Dependencies().Matches(module.Content).Any(d => d.Groups["name"].Value == other.Name && !d.Value.Contains("<scope>test", StringComparison.Ordinal));
        }

        var project = ":" + other.Folder.Replace('/', ':');
        return Projects().Matches(module.Content).Any(p => p.Groups["name"].Value is var named && (named == project || (named.Length > 1 && project.EndsWith(named, StringComparison.Ordinal))));
    }

    private static string? Text(string content, string element)
    {
        if (!content.Contains("<project", StringComparison.Ordinal))
        {
            return null;
        }

        // What stands in a section of its own (a dependency, a plugin) says nothing of the project.
        var head = content[..Math.Max(0, FirstSection().Match(content) is { Success: true } section ? section.Index : content.Length)];
        var match = Regex.Match(head, $"<{element}>\\s*([^<]{{1,2000}}?)\\s*</{element}>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string NameOf(string folder, string content) =>
        Text(ParentSection().Replace(content, ""), "artifactId") ?? folder[(folder.LastIndexOf('/') + 1)..];

    [GeneratedRegex("mcp[-.]client|mcp[-.]sdk[-.]client", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Clients();

    [GeneratedRegex("<parent>.*?</parent>", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ParentSection();

    [GeneratedRegex("<(dependencies|dependencyManagement|build|modules|profiles|properties|licenses|developers|repositories)>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FirstSection();

    [GeneratedRegex(@"<dependency>\s*<groupId>[^<]*</groupId>\s*<artifactId>\s*(?<name>[^<]+?)\s*</artifactId>.*?</dependency>", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Dependencies();

    [GeneratedRegex("""(?:implementation|api|compile|runtimeOnly|compileOnly)\s*\(?\s*project\s*\(\s*(?:path\s*[:=]\s*)?["'](?<name>[^"']+)["']""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Projects();
}

using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Starting;

namespace Catalog.Crawler.Extractors.Python.Modules;

/// <summary>What a folder's manifests say of the package, and what of it runs.</summary>
internal sealed partial class PythonPackage
{
    private static readonly string[] Usual = ["server", "main", "mcp_server", "app", "run", "run_server", "start", "cli", "src/server", "src/main", "src/mcp_server", "src/app", "mcp/server", "server/main", "server/server", "app/main", "app/server"];
    private static readonly string[] LeftOut = ["test", "tests", "testing", "__tests__", "example", "examples", "sample", "samples", "fixtures", "docs", "docs_src", "template", "templates", "benchmark", "benchmarks", "vendor", "_vendor", "vendored", "third_party", "evals", "node_modules", "scripts", "site-packages", "build", "dist"];

    private readonly SnapshotFiles _files;
    private readonly string _folder;
    private readonly Dictionary<string, Dictionary<string, string>> _project;

    public PythonPackage(SnapshotFiles files, string folder)
    {
        _files = files;
        _folder = folder;
        _project = TomlLines.Read(files.ReadOrNull(PythonModules.Join(folder, "pyproject.toml")));
    }

    /// <summary>What it says of itself.</summary>
    public PackageManifest Manifest => new()
    {
        Ecosystem = (Text("project", "name") ?? Text("tool.poetry", "name")) is null ? null : "pypi",
        Name = Text("project", "name") ?? Text("tool.poetry", "name"),
        Version = Text("project", "version") ?? Text("tool.poetry", "version"),
        Description = Text("project", "description") ?? Text("tool.poetry", "description"),
        Repository = Text("project.urls", "Repository") ?? Text("project.urls", "repository") ?? Text("project.urls", "Source") ?? Text("tool.poetry", "repository"),
        Homepage = Text("project.urls", "Homepage") ?? Text("project.urls", "homepage") ?? Text("tool.poetry", "homepage"),
        License = Text("project", "license") is { } license && !license.StartsWith('{') ? license : Text("tool.poetry", "license"),
    };

    public static bool IsLeftOut(string path, string folder) =>
        path[(folder.Length == 0 ? 0 : folder.Length + 1)..].Split('/').Any(static part => LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase) || part.StartsWith("test_", StringComparison.Ordinal) || part.EndsWith("_test.py", StringComparison.Ordinal) || part is "conftest.py");

    /// <summary>Groups of entry points, the likeliest first; a later group matters only where the earlier ones define no tools.</summary>
    public IReadOnlyList<IReadOnlyList<EntryPoint>> EntryPoints()
    {
        var groups = new List<IReadOnlyList<EntryPoint>>();
        var seen = new HashSet<EntryPoint>();
        Add(Scripts().Select(Script));
        Add(Commands());
        var inner = PackagesBelow();
        var python = _files.Paths.Where(p => PythonModules.Within(p, _folder) && p.EndsWith(".py", StringComparison.Ordinal) && !IsLeftOut(p, _folder) && !inner.Exists(i => PythonModules.Within(p, i))).ToList();
        Add(python.Where(static p => p.EndsWith("__main__.py", StringComparison.Ordinal)).OrderBy(static p => p.Count(static c => c == '/')).Take(4).Select(static p => new EntryPoint(p, null)));
        foreach (var name in Usual)
        {
            Add([File(name)]);
        }

        foreach (var path in python.Where(static p => Path.GetFileName(p) is "server.py" or "main.py" or "mcp_server.py").OrderBy(static p => p.Count(static c => c == '/')).Take(6))
        {
            Add([new EntryPoint(path, null)]);
        }

        foreach (var path in python.Where(Mentions).OrderBy(static p => p.Count(static c => c == '/')).Take(12))
        {
            Add([new EntryPoint(path, null)]);
        }

        return groups;

        void Add(IEnumerable<EntryPoint?> entries)
        {
            var group = entries.OfType<EntryPoint>().Where(seen.Add).Take(20).ToList();
            if (group.Count > 0)
            {
                groups.Add(group);
            }
        }
    }

    /// <summary>Files that define tools by what their bytes say, in ordinal order; tests and examples are none.</summary>
    public IEnumerable<string> DefiningFiles() =>
        _files.Paths.Where(p => PythonModules.Within(p, _folder) && p.EndsWith(".py", StringComparison.Ordinal) && !IsLeftOut(p, _folder))
            .Where(p => _files.ReadOrNull(p) is { } content && (content.AsSpan().IndexOf(".tool("u8) >= 0 || content.AsSpan().IndexOf(".tool\n"u8) >= 0 || content.AsSpan().IndexOf("Tool("u8) >= 0));

    /// <summary>Folders further down that are packages of their own: what they start is theirs, and this one's only where it names it.</summary>
    private List<string> PackagesBelow() =>
        [.. _files.Paths.Where(p => PythonModules.Within(p, _folder) && Path.GetFileName(p) is "pyproject.toml" or "setup.py").Select(PythonModules.Parent).Where(f => f.Length > _folder.Length && PythonModules.Within(f, _folder)).Distinct(StringComparer.Ordinal)];

    /// <summary>Files that define classes which extend one for tools, in a program that imports a library of the protocol; empty where none does.</summary>
    public IReadOnlyList<string> ToolClassFiles()
    {
        var own = _files.Paths.Where(p => PythonModules.Within(p, _folder) && p.EndsWith(".py", StringComparison.Ordinal) && !IsLeftOut(p, _folder)).ToList();
        return own.Exists(p => Has(p, "from mcp"u8) || Has(p, "import mcp"u8) || Has(p, "from fastmcp"u8)) ? [.. own.Where(p => Has(p, "class "u8) && (Has(p, "Tool)"u8) || Has(p, "Tool,"u8)))] : [];
    }

    private bool Has(string path, ReadOnlySpan<byte> words) => _files.ReadOrNull(path) is { } content && content.AsSpan().IndexOf(words) >= 0;

    private string? Text(string section, string key) => _project.GetValueOrDefault(section)?.GetValueOrDefault(key) is { Length: > 0 and < 2000 } text ? text : null;

    /// <summary>What a wheel's <c>entry_points.txt</c> lists as programs of the console.</summary>
    private IReadOnlyList<string> WheelScripts()
    {
        var file = _folder.Length > 0 ? null : _files.Paths.FirstOrDefault(static p => p.EndsWith(".dist-info/entry_points.txt", StringComparison.Ordinal) && p.Count(static c => c == '/') == 1);
        return file is null || _files.ReadOrNull(file) is not { } content ? []
            : [.. Encoding.UTF8.GetString(content).Split('\n').Select(static line => line.Trim())
                .SkipWhile(static line => line != "[console_scripts]").Skip(1).TakeWhile(static line => !line.StartsWith('['))
                .Where(static line => line.Contains('=', StringComparison.Ordinal)).Select(static line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()).Take(40)];
    }

    private EntryPoint? File(string name) => PythonModules.Join(_folder, name + ".py") is var path && _files.Exists(path) ? new EntryPoint(path, null) : null;

    /// <summary>Programs that an installation makes: <c>package.module:function</c>.</summary>
    private IEnumerable<string> Scripts()
    {
        foreach (var section in new[] { "project.scripts", "tool.poetry.scripts", "project.gui-scripts" })
        {
            foreach (var script in _project.GetValueOrDefault(section)?.Values.Take(40) ?? [])
            {
                yield return script;
            }
        }

        foreach (var script in WheelScripts())
        {
            yield return script;
        }

        foreach (var name in new[] { "setup.py", "setup.cfg" })
        {
            if (_files.ReadOrNull(PythonModules.Join(_folder, name)) is { } content)
            {
                foreach (Match match in Reference().Matches(Encoding.UTF8.GetString(content)))
                {
                    yield return match.Value.TrimStart('=', ' ', '\t');
                }
            }
        }
    }

    private EntryPoint? Script(string script)
    {
        var parts = script.Split(':');
        var module = parts[0].Trim();
        return module.Length is > 0 and < 300 && PythonModules.EntryOrNull(_files, _folder, module) is { } path
            ? new EntryPoint(path, parts.Length > 1 ? parts[1].Split('[', ' ', '.')[0].Trim() : null)
            : null;
    }

    /// <summary>What the folder's own files start: a file, a module after <c>-m</c>, or an application that a web server loads as <c>module:name</c>.</summary>
    private IEnumerable<EntryPoint?> Commands()
    {
        foreach (var words in StartCommands.Read(_files, _folder))
        {
            for (var i = 0; i < words.Count; i++)
            {
                var word = words[i];
                if (word.Split(':')[0] is var file && file.EndsWith(".py", StringComparison.Ordinal))
                {
                    yield return StartCommands.FileOrNull(_files, _folder, file) is { } path ? new EntryPoint(path, null) : null;
                }
                else if (word == "-m" && i + 1 < words.Count && words[i + 1].Length < 200)
                {
                    yield return PythonModules.EntryOrNull(_files, _folder, words[i + 1] + ".__main__") is { } main ? new EntryPoint(main, null) : Script(words[i + 1]);
                }
                else if (i > 0 && Application().IsMatch(word))
                {
                    yield return Script(word.Split(':')[0]);
                }
            }
        }
    }

    private bool Mentions(string path)
    {
        var content = _files.ReadOrNull(path);
        return content is not null && (content.AsSpan().IndexOf("FastMCP("u8) >= 0 || content.AsSpan().IndexOf("list_tools"u8) >= 0 || content.AsSpan().IndexOf("mcp.tool"u8) >= 0);
    }

    [GeneratedRegex(@"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Application();

    [GeneratedRegex(@"=[ \t]*[A-Za-z_][\w.]*:[A-Za-z_]\w*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}

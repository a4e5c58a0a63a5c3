using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.CSharp.Projects;

/// <summary>The sources of a program: its project, the projects it references, and where in them the SDK and each type's declaration are, found by a scan of the bytes.</summary>
internal sealed partial class ProjectSources
{
    private const int MostProjects = 400;
    private const int MostFiles = 20_000;
    private const int MostNames = 40;
    private const int LongestFile = SnapshotFiles.LongestFile;

    private static readonly string[] Marks =
    [
        "McpServerTool", "AddMcpServer", "McpToolTrigger", "ConfigureMcpTool", "McpServerOptions", "IMcpServerBuilder", "ListToolsHandler", "McpServer.Create", "McpServerFactory",
    ];

    private static readonly string[] Composition = ["AddSingleton", "AddScoped", "AddTransient", "AddHttpClient", "AddDbContext", "AddKeyed", "static void Main", "static async Task Main"];

    private readonly Dictionary<string, List<string>> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _extensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFile> _owners = new(StringComparer.Ordinal);
    private readonly List<string> _seeds = [];
    private readonly List<string> _marked = [];
    private readonly List<string> _all = [];
    private readonly Dictionary<string, bool> _named = new(StringComparer.Ordinal);
    private SnapshotFiles? _files;

    /// <summary>The program's own project; null for sources without one.</summary>
    public ProjectFile? Main { get; private init; }

    /// <summary>The files that name the SDK, in ordinal order for each project.</summary>
    public IReadOnlyList<string> Marked => _marked;

    /// <summary>The files to begin with: those that name the SDK or put a program together.</summary>
    public IReadOnlyList<string> Seeds => _seeds;

    /// <summary>Every file of the program.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The files that declare a type of a simple name; empty where none does.</summary>
    public IReadOnlyList<string> Declaring(string name) => _declared.TryGetValue(name, out var files) ? files : [];

    /// <summary>The files that declare an extension method of a name; empty where none does.</summary>
    public IReadOnlyList<string> Extending(string name) => _extensions.TryGetValue(name, out var files) ? files : [];

    /// <summary>The project that a file belongs to; null for files of none.</summary>
    public ProjectFile? OwnerOrNull(string file) => _owners.GetValueOrDefault(file);

    /// <summary>The sources of a project with those it references.</summary>
    public static async Task<ProjectSources> OfAsync(SnapshotFiles files, ProjectFile main, CancellationToken cancellationToken)
    {
        var sources = new ProjectSources { Main = main };
        var folders = files.Paths.Where(static p => p.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(ProjectPaths.Parent).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { main.Path };
        var open = new Queue<ProjectFile>([main]);
        ExtractionTrace.Current?.Started([main.Path], main.IsExecutable ? "this project builds a program" : "this project is the only kind here: none builds a program");
        while (open.TryDequeue(out var project))
        {
            var removed = project.Removed();
            var own = files.Paths.Where(p => p.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && ProjectPaths.Within(p, project.Folder) && IsOwn(p, project.Folder, folders) && !removed.Any(r => ProjectPaths.Matches(r, p)));
            foreach (var path in own.Concat(project.Linked()))
            {
                await sources.AddAsync(files, path, project, cancellationToken);
                ExtractionTrace.Current?.Imported(project.Path, path, "compiles it");
                ExtractionTrace.Current?.Belong([path], project.Path);
            }

            foreach (var reference in project.References())
            {
                ExtractionTrace.Current?.Imported(project.Path, reference, "is built with it");
                if (seen.Count < MostProjects && seen.Add(reference) && ProjectFile.ReadOrNull(files, reference) is { } next)
                {
                    open.Enqueue(next);
                }
            }
        }

        return sources;
    }

    /// <summary>Sources without a project: the files of one folder that are programs by themselves, or all below it.</summary>
    public static async Task<ProjectSources> OfAsync(SnapshotFiles files, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var sources = new ProjectSources();
        foreach (var path in paths)
        {
            ExtractionTrace.Current?.Started([path], "this file is a program by itself");
            await sources.AddAsync(files, path, null, cancellationToken);
        }

        return sources;
    }

    /// <summary>True where a file of the program other than the one given has a name in it; so, too, for more names than are looked for.</summary>
    public bool IsNamedElsewhere(string name, string file)
    {
        if (!_named.TryGetValue(name, out var isNamed))
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            _named[name] = isNamed = _named.Count >= MostNames || _all.Exists(path => path != file && _files?.ReadOrNull(path, LongestFile) is { } content && content.AsSpan().IndexOf(bytes) >= 0);
        }

        return isNamed;
    }

    private async Task AddAsync(SnapshotFiles files, string path, ProjectFile? project, CancellationToken cancellationToken)
    {
        if (_all.Count >= MostFiles || files.Size(path) > LongestFile || _owners.ContainsKey(path) || await files.ReadOrNullAsync(path, cancellationToken) is not { } bytes)
        {
            return;
        }

        _all.Add(path);
        _files = files;
        if (project is not null)
        {
            _owners[path] = project;
        }

        var text = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes) : Encoding.UTF8.GetString(bytes);
        foreach (var match in Declaration().EnumerateMatches(text))
        {
            var name = text.AsSpan(match.Index, match.Length);
            Note(_declared, name[(name.LastIndexOfAny(' ', '\t', '\n') + 1)..].TrimStart('@').ToString(), path);
        }

        foreach (var match in Extension().EnumerateMatches(text))
        {
            var name = text.AsSpan(match.Index, match.Length);
            Note(_extensions, name[..name.IndexOfAny('<', '(')].TrimEnd().ToString(), path);
        }

        var isMarked = Array.Exists(Marks, m => text.Contains(m, StringComparison.Ordinal));
        if (isMarked)
        {
            _marked.Add(path);
        }

        if (isMarked || path.EndsWith("Program.cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith("Usings.cs", StringComparison.OrdinalIgnoreCase) || Array.Exists(Composition, m => text.Contains(m, StringComparison.Ordinal)))
        {
            _seeds.Add(path);
        }
    }

    private static void Note(Dictionary<string, List<string>> into, string name, string path)
    {
        if (!into.TryGetValue(name, out var list))
        {
            into[name] = list = [];
        }

        if (list.Count == 0 || list[^1] != path)
        {
            list.Add(path);
        }
    }

    /// <summary>A file belongs to the nearest project above it.</summary>
    private static bool IsOwn(string path, string folder, HashSet<string> projects)
    {
        for (var at = ProjectPaths.Parent(path); at.Length > folder.Length; at = ProjectPaths.Parent(at))
        {
            var name = at[(at.LastIndexOf('/') + 1)..];
            if (projects.Contains(at) || name is "bin" or "obj")
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\b(class|record|struct|enum|interface)\s{1,40}((struct|class)\s{1,40})?@?[A-Za-z_]\w{0,200}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Za-z_]\w{0,100}(<[\w\s,]{1,100}>)?\s{0,4}\(\s{0,40}this\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Extension();
}

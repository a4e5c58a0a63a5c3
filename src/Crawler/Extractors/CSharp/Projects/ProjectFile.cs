using System.Xml.Linq;

namespace Catalog.Crawler.Extractors.CSharp.Projects;

/// <summary>What a <c>.csproj</c> says, as far as it says it in plain words: conditions are taken as met, imports are not followed.</summary>
internal sealed class ProjectFile
{
    private static readonly string[] ExecutableKits = ["Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.Worker", "Microsoft.NET.Sdk.Functions", "Aspire.AppHost.Sdk"];
    private readonly SnapshotFiles _files;
    private readonly List<XElement> _elements;
    private readonly string _kit;

    private ProjectFile(SnapshotFiles files, string path, XElement root)
    {
        _files = files;
        Path = path;
        Folder = ProjectPaths.Parent(path);
        _kit = (root.Attribute("Sdk")?.Value ?? root.Elements().FirstOrDefault(static e => e.Name.LocalName == "Sdk")?.Attribute("Name")?.Value ?? "").Split('/')[0];
        _elements = [.. root.Elements().SelectMany(static group => group.Elements())];
    }

    public string Path { get; }

    /// <summary>The folder that it stands in, <c>/</c> between parts, empty for the root.</summary>
    public string Folder { get; }

    /// <summary>True where building it makes a program.</summary>
    public bool IsExecutable =>
        Text("OutputType") is { } type
            ? type.Equals("Exe", StringComparison.OrdinalIgnoreCase) || type.Equals("WinExe", StringComparison.OrdinalIgnoreCase)
            : ExecutableKits.Contains(_kit, StringComparer.OrdinalIgnoreCase) || IsTrue("PackAsTool") || Text("AzureFunctionsVersion") is not null || InheritsExecutable();

    /// <summary>True for tests, which are run and yet no server.</summary>
    public bool IsTest =>
        IsTrue("IsTestProject") || Items("PackageReference").Any(static p => p.StartsWith("xunit", StringComparison.OrdinalIgnoreCase) || p.StartsWith("Microsoft.NET.Test.Sdk", StringComparison.OrdinalIgnoreCase)
            || p.StartsWith("NUnit", StringComparison.OrdinalIgnoreCase) || p.StartsWith("MSTest", StringComparison.OrdinalIgnoreCase) || p.StartsWith("BenchmarkDotNet", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of what it builds.</summary>
    public string Assembly => Text("AssemblyName") ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    public PackageManifest Manifest
    {
        get
        {
            var isPackage = Text("PackageId") is not null || IsTrue("PackAsTool") || Text("PackageType") is not null;
            return new PackageManifest
            {
                Ecosystem = isPackage ? "nuget" : null,
                Name = isPackage ? Text("PackageId") ?? Assembly : null,
                Version = Text("Version") ?? Text("PackageVersion") ?? Text("VersionPrefix"),
                Title = Text("Title"),
                Description = Text("Description") ?? Text("PackageDescription"),
                Repository = Text("RepositoryUrl"),
                Homepage = Text("PackageProjectUrl"),
                License = Text("PackageLicenseExpression"),
            };
        }
    }

    /// <summary>The projects that it references: paths of files that exist.</summary>
    public IReadOnlyList<string> References() => Existing("ProjectReference", ".csproj");

    /// <summary>Sources from outside of its folder that it compiles in.</summary>
    public IReadOnlyList<string> Linked() => Existing("Compile", ".cs");

    /// <summary>Patterns of files that it leaves out.</summary>
    public IReadOnlyList<string> Removed() =>
        [.. _elements.Where(static e => e.Name.LocalName == "Compile" && e.Attribute("Remove") is not null).SelectMany(static e => e.Attribute("Remove")!.Value.Split(';')).Select(p => ProjectPaths.Join(Folder, p.Trim())).OfType<string>()];

    /// <summary>A project; null where the file cannot be read as one.</summary>
    public static ProjectFile? ReadOrNull(SnapshotFiles files, string path) =>
        files.ReadOrNull(path) is { } bytes && SourceXml.ParseOrNull(bytes) is { } root ? new ProjectFile(files, path, root) : null;

    private IReadOnlyList<string> Existing(string item, string extension)
    {
        var found = new List<string>();
        foreach (var pattern in Items(item).SelectMany(static i => i.Split(';')))
        {
            if (ProjectPaths.Join(Folder, pattern.Trim()) is not { } path || !path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            found.AddRange(path.Contains('*', StringComparison.Ordinal) ? _files.Paths.Where(p => p.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && ProjectPaths.Matches(path, p)) : _files.Exists(path) ? [path] : []);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Items(string name) => _elements.Where(e => e.Name.LocalName == name).Select(static e => e.Attribute("Include")?.Value).OfType<string>();

    private string? Text(string name) =>
        _elements.LastOrDefault(e => e.Name.LocalName == name && !e.HasElements)?.Value.Trim() is { Length: > 0 } text && !text.Contains("$(", StringComparison.Ordinal) ? text : null;

    private bool IsTrue(string name) => bool.TryParse(Text(name), out var value) && value;

    /// <summary>The kind of output may be set for all projects of a folder.</summary>
    private bool InheritsExecutable()
    {
        for (var folder = Folder; ; folder = ProjectPaths.Parent(folder))
        {
            if (System.IO.Path.GetFileName(Path) != "Directory.Build.props" && ReadOrNull(_files, ProjectPaths.Combine(folder, "Directory.Build.props"))?.Text("OutputType") is { } type)
            {
                return type.Equals("Exe", StringComparison.OrdinalIgnoreCase);
            }

            if (folder.Length == 0)
            {
                return false;
            }
        }
    }
}

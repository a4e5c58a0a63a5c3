using Catalog.Crawler.Extractors.CSharp.Projects;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>One file and the names that its <c>using</c> directives bring.</summary>
internal sealed class FileScope(string path, ProjectFile? project)
{
    public string Path { get; } = path;

    /// <summary>The project that compiles it; null for a file without one.</summary>
    public ProjectFile? Project { get; } = project;

    /// <summary>Namespaces whose types have simple names here.</summary>
    public HashSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Types whose static members have simple names here, as written.</summary>
    public List<string> Statics { get; } = [];

    /// <summary>Other names of types or namespaces, as written.</summary>
    public Dictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);
}

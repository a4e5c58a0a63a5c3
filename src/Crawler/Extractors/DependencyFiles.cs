namespace Catalog.Crawler.Extractors;

/// <summary>A dependency's unpacked files, or why there are none. Disposing it removes what was only made for this reading.</summary>
public sealed class DependencyFiles : IDisposable
{
    private readonly IDisposable? _folder;

    private DependencyFiles(string? path, string? problem, IDisposable? folder)
    {
        Path = path;
        Problem = problem;
        _folder = folder;
    }

    /// <summary>The absolute path of the folder that holds the package's files, its manifest on top; null where there is none.</summary>
    public string? Path { get; }

    /// <summary>Why there are no files, a clause without its period; null where there are.</summary>
    public string? Problem { get; }

    /// <summary>The files in a folder.</summary>
    /// <param name="path">The absolute path of the folder.</param>
    /// <param name="folder">Disposed with this; null where the folder stays.</param>
    public static DependencyFiles In(string path, IDisposable? folder = null) => new(path, null, folder);

    /// <summary>No files.</summary>
    /// <param name="problem">Why, a clause without its period.</param>
    public static DependencyFiles None(string problem) => new(null, problem, null);

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}

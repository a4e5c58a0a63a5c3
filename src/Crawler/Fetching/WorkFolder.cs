namespace Catalog.Crawler.Fetching;

/// <summary>A private folder that goes with this object.</summary>
internal sealed class WorkFolder(string path) : IDisposable
{
    /// <summary>The absolute path.</summary>
    public string Path { get; } = path;

    /// <summary>A folder below it, made now.</summary>
    public string Make(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process of the snapshot may still hold a file; the system's own cleaning of temporary files takes the rest.
        }
        catch (UnauthorizedAccessException)
        {
            // As above: an installed package may have taken rights away from its own folders.
        }
    }
}

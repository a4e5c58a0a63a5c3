namespace Catalog.Crawler.Fetching;

/// <summary>Makes the private folders in which artefacts are fetched and unpacked.</summary>
internal sealed class WorkFolders(CrawlerOptions options)
{
    /// <summary>A new empty folder that only this user may enter; gone with the object.</summary>
    public WorkFolder Create()
    {
        Directory.CreateDirectory(options.TemporaryFolder);
        var path = Path.Combine(options.TemporaryFolder, "catalog-" + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new WorkFolder(path);
    }
}

using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Fetching;

/// <summary>Makes the private folders in which artefacts are fetched and unpacked.</summary>
internal sealed class WorkFolders(CrawlerOptions options)
{
    /// <summary>An archive up to this size, bytes, is unpacked in memory: what it may unpack to is bounded by its size.</summary>
    private const long Small = 128 << 10;

    private readonly bool _isQuick = options.QuickFolder is { } quick && IsWritable(quick);

    /// <summary>A new empty folder that only this user may enter, for unpacking an archive; gone with the object.</summary>
    public WorkFolder CreateFor(Artefact artefact) => CreateIn(_isQuick && new FileInfo(artefact.Path).Length <= Small ? options.QuickFolder! : options.TemporaryFolder);

    /// <summary>A new empty folder that only this user may enter; gone with the object.</summary>
    public WorkFolder Create() => CreateIn(options.TemporaryFolder);

    private static bool IsWritable(string folder)
    {
        try
        {
            using var trial = CreateIn(folder);
            return new DriveInfo(folder).AvailableFreeSpace > 256L << 20;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static WorkFolder CreateIn(string parent)
    {
        Directory.CreateDirectory(parent);
        var path = Path.Combine(parent, "catalog-" + Guid.NewGuid().ToString("N"));
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

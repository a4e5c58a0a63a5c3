using System.Globalization;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>
/// Who this process is for the other processes on the same file, and whether they live. An owner holds a lock on a file of its own: the system
/// gives it up at the moment the process ends, however it ends, so that no clock has to be trusted.
/// </summary>
internal sealed class CounterOwner(string database) : IDisposable
{
    private FileStream? _held;
    private bool _cannot;

    /// <summary>The name under which totals are owned.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Shows this process as living; asked before the first total is owned.</summary>
    /// <returns>False where the lock cannot be had: this process then owns nothing and draws on disk each time.</returns>
    public bool TryLive()
    {
        if (_held is not null || _cannot)
        {
            return !_cannot;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            _held = new FileStream(PathOf(Id), options);

            // Some file systems grant every lock: there an owner could not be told from a dead one.
            _cannot = !Lives(Id);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _cannot = true;
        }

        return !_cannot;
    }

    /// <summary>Whether another owner's process still runs. In doubt it does.</summary>
    public bool Lives(string owner)
    {
        try
        {
            // Whoever gets the lock removes the file, for nobody else ever takes that name.
            using var left = new FileStream(PathOf(owner), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();

    private string PathOf(string owner) => $"{database}-owner-{owner}";
}

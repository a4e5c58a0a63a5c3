using Catalog.Core.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite;

/// <summary>One database file: opened at the first use, one writer, many readers. Belongs to the container that made it.</summary>
internal sealed class SqliteDatabase(string path, SqliteSchema schema) : IStoreOpening, IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly ReaderPool _readers = new(Path.GetFullPath(path));
    private WriteQueue? _writer;
    private int _foundVersion;
    private bool _disposed;

    /// <inheritdoc/>
    public string Name => schema.Name;

    /// <inheritdoc/>
    public string Location { get; } = Path.GetFullPath(path);

    /// <summary>How long a write waits for another process.</summary>
    /// <value>10 seconds.</value>
    public int WaitSeconds { get; init; } = 10;

    /// <inheritdoc/>
    public async Task<StoreState> OpenAsync(CancellationToken cancellationToken)
    {
        await OpenedAsync(cancellationToken);
        var bytes = new[] { Location, Location + "-wal" }.Select(static file => new FileInfo(file)).Sum(static file => file.Exists ? file.Length : 0);
        return new StoreState(Location, _foundVersion, schema.Version, bytes, $"SQLite {SqliteLibrary.Load()}");
    }

    /// <inheritdoc/>
    public async Task<StoreState?> OpenExistingOrNullAsync(CancellationToken cancellationToken) => Path.Exists(Location) ? await OpenAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public async Task BackupAsync(string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var target = Path.GetFullPath(file);
        if (Path.Exists(target))
        {
            throw new StoreException($"`{file}` exists already: name a new file");
        }

        await OpenedAsync(cancellationToken);
        var partial = target + ".partial";
        try
        {
            Create(partial);
            using (var source = SqliteSession.Open(Location, SqliteOpenMode.ReadOnly, WaitSeconds, string.Empty))
            {
                await Task.Run(() => source.CopyTo(partial), cancellationToken);
            }

            using (var copy = SqliteSession.Open(partial, SqliteOpenMode.ReadWrite, WaitSeconds, "PRAGMA journal_mode = DELETE;"))
            {
                if (copy.Text("PRAGMA quick_check(1)") is not "ok" || copy.Text("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1") is not null)
                {
                    throw new StoreException($"the copy of `{Location}` is damaged, so the store is: restore it from an earlier backup");
                }
            }

            File.Move(partial, target);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Explain(e, SqliteErrors.IsDamage(e) ? Location : target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"`{file}` cannot be written: check its folder and the free space there", e);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Writes in its turn; see <see cref="WriteQueue.DoAsync"/>.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).DoAsync(write, cancellationToken);

    /// <summary>Writes between the others, on the thread of its caller; see <see cref="WriteQueue.DoHere"/>.</summary>
    public async ValueTask<T> WriteHereAsync<T>(Func<SqliteSession, T> write) => (await OpenedAsync(CancellationToken.None)).DoHere(write);

    /// <summary>Reads at once; see <see cref="ReaderPool.DoAsync"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await OpenedAsync(cancellationToken);
        return await _readers.DoAsync(read, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        try
        {
            _disposed = true;
            _readers.Dispose();
            if (_writer is not null)
            {
                await _writer.DisposeAsync();
                _writer = null;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // A container that is disposed without await has to wait here until what is queued is stored; nothing of it needs the caller's thread.
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async ValueTask<WriteQueue> OpenedAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _writer) is { } opened)
        {
            return opened;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _writer ??= new WriteQueue(await Task.Run(Open, cancellationToken), Location);
        }
        finally
        {
            _opening.Release();
        }
    }

    private SqliteSession Open()
    {
        // Before a file is made that nothing could open.
        SqliteLibrary.Load();
        SqliteSession? session = null;
        try
        {
            Create(Location);

            // Looked at before the first connection that may write, so that a newer store stays as it is, to the byte. In one transaction: another process
            // that migrates between two looks would make an empty file seem to be somebody else's.
            using (var look = SqliteSession.Open(Location, SqliteOpenMode.ReadOnly, WaitSeconds, string.Empty))
            {
                look.Script("BEGIN");
                _foundVersion = schema.Check(look, Location);
            }

            session = SqliteSession.Open(
                Location,
                SqliteOpenMode.ReadWrite,
                WaitSeconds,
                $"PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000; {schema.Pragmas}");
            schema.Migrate(session, Location);
            return session;
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw SqliteErrors.Explain(e, Location);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session?.Dispose();
            throw new StoreException($"`{Location}` cannot be opened: check that this user may write to its folder and that the disk is not full", e);
        }
        catch (StoreException)
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file and its folder; a private one is private from its first moment on, and its journal takes after it.</summary>
    private void Create(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
        }

        // An existing file is never opened here: closing it would drop the locks that other connections of this process hold on it.
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (schema.IsPrivate && !OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Owner;
            }

            try
            {
                using var made = new FileStream(file, options);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process was first.
            }
        }
        else if (schema.IsPrivate && !OperatingSystem.IsWindows() && File.GetUnixFileMode(file) != Owner)
        {
            File.SetUnixFileMode(file, Owner);
        }
    }
}

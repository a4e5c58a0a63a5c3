using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Storage.Secrets;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Encrypted credentials, in the gateway's file; their keys are elsewhere.</summary>
internal sealed class SqliteCredentialVault(SqliteDatabase database, SecretKeys keys, TimeProvider time) : ICredentialVault
{
    private const string All = "SELECT server, name, envelope, updated_at FROM credentials ORDER BY server, name";

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCredential>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredCredential>>(
        static session => session.Query(
            All,
            static row => new StoredCredential { Server = row.GetString(0), Name = row.GetString(1), KeyId = SecretEnvelope.KeyIdOf(row.GetString(2)), UpdatedAt = row.Moment(3) }),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> FindOrNullAsync(string server, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(name);
        var envelope = await database.ReadAsync(
            session => session.First("SELECT envelope FROM credentials WHERE server = ?1 AND name = ?2", static row => row.GetString(0), server, name), cancellationToken);
        if (envelope is null)
        {
            return null;
        }

        using var current = keys.Read();
        return SecretEnvelope.Open(current, server, name, envelope);
    }

    /// <inheritdoc/>
    public Task SetAsync(string server, string name, string secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return database.WriteAsync(
            session =>
            {
                // INVARIANT: the key is read while this process alone may write. A rotation puts its key into the file first, and lets the
                // one before go only after it has encrypted every entry anew.
                using var current = keys.ReadOrMake();
                return Put(session, server, name, SecretEnvelope.Seal(current.All[0], server, name, secret));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> RemoveAsync(string server, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        return database.WriteAsync(session => session.Execute("DELETE FROM credentials WHERE server = ?1 AND (?2 IS NULL OR name = ?2)", server, name), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IDisposable?> HoldOrNullAsync(string server, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(server);
        var path = $"{database.Location}-hold-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server)))[..16]}";

        // A lock on a file of its own, as owners of totals have one: the system gives it up at the moment the process ends, and no clock has to be
        // trusted. The file stays: whoever removed it might remove the one that a third process has just locked.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return Task.FromResult<IDisposable?>(new FileStream(path, options));
        }
        catch (IOException) when (File.Exists(path))
        {
            return Task.FromResult<IDisposable?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"`{path}` cannot be made: check that this user may write to its folder and that the disk is not full", failure);
        }
    }

    /// <inheritdoc/>
    public async Task<int> RotateKeyAsync(CancellationToken cancellationToken)
    {
        using var before = keys.Read();
        using var fresh = keys.AreInFile ? SecretKey.New() : null;
        if (fresh is not null)
        {
            // An interrupted rotation leaves both, and can be run again.
            keys.Replace(new SecretKeyList([fresh, .. before.All]));
        }

        var count = await database.WriteAsync(ReencryptAll, cancellationToken);
        if (fresh is not null)
        {
            keys.Replace(new SecretKeyList([fresh]));
        }

        return count;
    }

    private int ReencryptAll(SqliteSession session)
    {
        using var current = keys.Read();
        var rows = session.Query(All, static row => (Server: row.GetString(0), Name: row.GetString(1), Envelope: row.GetString(2)));
        foreach (var (server, name, envelope) in rows)
        {
            Put(session, server, name, SecretEnvelope.Seal(current.All[0], server, name, SecretEnvelope.Open(current, server, name, envelope)));
        }

        return rows.Count;
    }

    private int Put(SqliteSession session, string server, string name, string envelope) => session.Execute(
        "INSERT OR REPLACE INTO credentials (server, name, envelope, updated_at) VALUES (?1, ?2, ?3, ?4)", server, name, envelope, time.GetUtcNow().ToStored());
}

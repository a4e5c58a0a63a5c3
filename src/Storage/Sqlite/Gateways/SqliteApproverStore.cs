using Catalog.Core.Approvals;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Approvers' credentials, in the gateway's file, which only its owner may read.</summary>
internal sealed class SqliteApproverStore(SqliteDatabase database) : IApproverStore
{
    /// <inheritdoc/>
    public Task SetAsync(string name, string secretHash, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(secretHash);
        return database.WriteAsync(
            session => session.Execute("INSERT OR REPLACE INTO approvers (name, secret_hash) VALUES (?1, ?2)", name, secretHash),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(
            static session => new SortedDictionary<string, string>(
                session.Query("SELECT name, secret_hash FROM approvers", static row => (Name: row.GetString(0), Hash: row.GetString(1)))
                    .ToDictionary(static row => row.Name, static row => row.Hash, StringComparer.Ordinal),
                StringComparer.Ordinal),
            cancellationToken);
}

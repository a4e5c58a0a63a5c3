using System.Collections.Concurrent;
using System.Text.Json;
using Catalog.Core.Grants;
using Catalog.Storage.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Grants, in the gateway's file.</summary>
internal sealed class SqliteGrantStore(SqliteDatabase database, TimeProvider time) : IGrantStore
{
    private const string Columns = "id, label, token_hash, servers, policy, created_at, expires_at, revoked_at, last_used_at, previous_token_hash, previous_until, policies, holder, requests_per_minute, concurrent_calls, sessions_per_hour, timeout";

    // A use is noted once a minute: a busy grant would otherwise cost a write a call.
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    private static readonly GrantLimits None = new();

    private readonly ConcurrentDictionary<string, DateTimeOffset> _touched = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(Grant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return database.WriteAsync(
            session => session.Execute(
                $"INSERT INTO grants ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT DO NOTHING",
                grant.Id, grant.Label, grant.TokenHash?.ToLowerInvariant(), ToolTexts.Write(grant.Servers), grant.Policy,
                grant.CreatedAt.ToStored(), grant.ExpiresAt.ToStored(), grant.RevokedAt.ToStored(), grant.LastUsedAt.ToStored(),
                grant.PreviousTokenHash?.ToLowerInvariant(), grant.PreviousUntil.ToStored(),
                grant.Policies.Count == 0 ? null : JsonSerializer.Serialize(grant.Policies), grant.Holder,
                grant.Limits?.RequestsPerMinute, grant.Limits?.ConcurrentCalls, grant.Limits?.SessionsPerHour, (long?)grant.Limits?.Timeout?.TotalMilliseconds) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Grant?> FindByTokenHashOrNullAsync(string tokenHash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return database.ReadAsync(
            session => session.First($"SELECT {Columns} FROM grants WHERE token_hash = ?1 OR previous_token_hash = ?1", Read, tokenHash.ToLowerInvariant()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Grant>>(static session => session.Query($"SELECT {Columns} FROM grants ORDER BY position DESC", Read), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryRevokeAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE grants SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)",
                id,
                time.GetUtcNow().ToStored()) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryRotateAsync(string id, string tokenHash, DateTimeOffset previousUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(tokenHash);
        return database.WriteAsync(
            session => session.Execute(
                """
                UPDATE grants SET previous_token_hash = token_hash, previous_until = ?4, token_hash = ?3
                WHERE id = ?1 AND token_hash IS NOT NULL AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)
                    AND NOT EXISTS (SELECT 1 FROM grants WHERE token_hash = ?3 OR previous_token_hash = ?3)
                """,
                id,
                time.GetUtcNow().ToStored(),
                tokenHash.ToLowerInvariant(),
                previousUntil.ToStored()) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TouchAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var now = time.GetUtcNow();
        if (_touched.TryGetValue(id, out var last) && now >= last && now - last < Lag)
        {
            return;
        }

        await database.WriteAsync(
            session => session.Execute("UPDATE grants SET last_used_at = ?2 WHERE id = ?1", id, now.ToStored()),
            cancellationToken);
        _touched[id] = now;
    }

    private static Grant Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Label = row.GetString(1),
        TokenHash = row.Text(2),
        Servers = ToolTexts.NamesOf(row.GetString(3)),
        Policy = row.Text(4),
        CreatedAt = row.Moment(5),
        ExpiresAt = row.MomentOrNull(6),
        RevokedAt = row.MomentOrNull(7),
        LastUsedAt = row.MomentOrNull(8),
        PreviousTokenHash = row.Text(9),
        PreviousUntil = row.MomentOrNull(10),
        Holder = row.Text(12),
        Limits = LimitsOrNull(row),
        Policies = row.Text(11) is { } policies
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(policies)!
            : new Dictionary<string, string>(StringComparer.Ordinal),
    };

    private static GrantLimits? LimitsOrNull(SqliteDataReader row)
    {
        var limits = new GrantLimits
        {
            RequestsPerMinute = (int?)row.Number(13),
            ConcurrentCalls = (int?)row.Number(14),
            SessionsPerHour = (int?)row.Number(15),
            Timeout = row.Number(16) is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null,
        };
        return limits == None ? null : limits;
    }
}

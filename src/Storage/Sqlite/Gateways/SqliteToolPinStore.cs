using Catalog.Core.Pins;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Pins, in the gateway's file.</summary>
internal sealed class SqliteToolPinStore(SqliteDatabase database, TimeProvider time) : IToolPinStore
{
    private const string Columns = "server, tool, hash, definition, pinned_at, seen_hash, seen, seen_at";

    /// <inheritdoc/>
    public Task<IReadOnlyList<ToolPin>> ListAsync(string? server, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ToolPin>>(
        session => session.Query($"SELECT {Columns} FROM tool_pins WHERE ?1 IS NULL OR server = ?1 ORDER BY server, tool", Read, server),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryPinAsync(ToolPin pin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return database.WriteAsync(
            session => session.Execute(
                $"INSERT INTO tool_pins ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, NULL) ON CONFLICT DO NOTHING",
                pin.Server, pin.Tool, pin.Hash, pin.Definition, pin.PinnedAt.ToStored()) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TrySeeAsync(string server, string tool, string? hash, string? definition, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE tool_pins SET seen_hash = ?3, seen = ?4, seen_at = ?5 WHERE server = ?1 AND tool = ?2",
            server, tool, hash, definition, hash is null ? null : time.GetUtcNow().ToStored()) > 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryAcceptAsync(string server, string tool, string hash, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            """
            UPDATE tool_pins SET hash = seen_hash, definition = seen, pinned_at = ?4, seen_hash = NULL, seen = NULL, seen_at = NULL
            WHERE server = ?1 AND tool = ?2 AND seen_hash = ?3
            """,
            server, tool, hash, time.GetUtcNow().ToStored()) > 0,
        cancellationToken);

    private static ToolPin Read(SqliteDataReader row) => new()
    {
        Server = row.GetString(0),
        Tool = row.GetString(1),
        Hash = row.GetString(2),
        Definition = row.GetString(3),
        PinnedAt = row.Moment(4),
        SeenHash = row.Text(5),
        Seen = row.Text(6),
        SeenAt = row.MomentOrNull(7),
    };
}

using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The names of tools in the catalog's file.</summary>
internal sealed class SqliteToolNames(SqliteDatabase database) : IToolNames
{
    private const string Sql =
        """
        SELECT 1 FROM definition_texts x CROSS JOIN current_tools c ON c.body_id = x.id
        WHERE x.tool = ?1 COLLATE NOCASE AND c.offered = 1 AND c.server_id IS NOT (SELECT id FROM servers WHERE key = ?2) LIMIT 1
        """;

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> FindElsewhereAsync(IReadOnlyCollection<string> names, ServerKey except, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(except);
        return database.ReadAsync<IReadOnlySet<string>>(
            session => names.Take(100)
                .Where(name => session.Number(Sql, name, except.Value) is not null)
                .ToHashSet(StringComparer.OrdinalIgnoreCase),
            cancellationToken);
    }
}

using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The names of tools in the catalog's file.</summary>
internal sealed class SqliteToolNames(SqliteDatabase database) : IToolNames
{
    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> FindElsewhereAsync(IReadOnlyCollection<string> names, ServerKey except, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(except);
        return database.ReadAsync<IReadOnlySet<string>>(
            session => names.Take(100)
                .Where(name => session.Number("SELECT 1 FROM current_tools WHERE name = ?1 COLLATE NOCASE AND server_key <> ?2 AND offered = 1 LIMIT 1", name, except.Value) is not null)
                .ToHashSet(StringComparer.OrdinalIgnoreCase),
            cancellationToken);
    }
}

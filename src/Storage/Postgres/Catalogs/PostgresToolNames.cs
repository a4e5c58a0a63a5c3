using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The names of tools in PostgreSQL.</summary>
internal sealed class PostgresToolNames(PostgresDatabase database) : IToolNames
{
    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> FindElsewhereAsync(IReadOnlyCollection<string> names, ServerKey except, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(except);
        return database.ReadAsync<IReadOnlySet<string>>(
            async session => (await session.QueryAsync(
                "SELECT n FROM unnest($1) AS u (n) WHERE EXISTS (SELECT 1 FROM current_tools c WHERE lower(c.name) = lower(n) AND c.server_key <> $2 AND c.offered)",
                static row => row.String(0),
                names.Take(100).ToArray(), except.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            cancellationToken);
    }
}

using Catalog.Core.Catalogs;

namespace Catalog.Storage.Postgres;

/// <summary>The numbered migrations of one store in PostgreSQL, which keeps all of it in a schema of its own.</summary>
/// <param name="Name">The name of the schema.</param>
/// <param name="Migrations">The texts; the first leads to version 1.</param>
internal sealed record PostgresSchema(string Name, IReadOnlyList<string> Migrations)
{
    /// <summary>The name of the catalog's.</summary>
    public const string Catalog = "catalog";

    // Any number that is this program's alone.
    private const long Lock = 0x43617431_5067;

    /// <summary>The catalog.</summary>
    public static PostgresSchema OfCatalog { get; } = new(Catalog, MigrationTexts.Read("Migrations/Postgres/"));

    /// <summary>The decision log of gateways, which may stand in the catalog's database beside it.</summary>
    public static PostgresSchema OfDecisions { get; } = new("gateway_log", MigrationTexts.Read("Migrations/PostgresLog/"));

    /// <summary>The version that this program knows.</summary>
    public int Version => Migrations.Count;

    /// <summary>Refuses a database of a newer version, or one whose schema of that name is another program's; to be asked before anything is written.</summary>
    /// <returns>The version found; 0 where there is none.</returns>
    /// <exception cref="StoreException">The schema is not this program's, or too new.</exception>
    public async Task<int> CheckAsync(PostgresSession session, string location)
    {
        // One statement, for another process may migrate between two; and of the tables' list itself, for look-ups by name may answer from before a wait.
        var (ours, all) = await session.FirstAsync(
            "SELECT count(*) FILTER (WHERE c.relname = 'schema_versions'), count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1",
            static row => (row.GetInt64(0), row.GetInt64(1)),
            Name);
        if (ours == 0)
        {
            return all == 0 ? 0 : throw new StoreException($"`{location}` has a schema `{Name}` that is not this program's: name another database");
        }

        var version = (int)(await session.NumberAsync($"SELECT max(version)::bigint FROM {Name}.schema_versions") ?? 0);
        return version <= Version
            ? version
            : throw new StoreException($"`{location}` was written by a newer version (schema {version}, this one knows {Version}): install that version, or name another database; nothing was changed");
    }

    /// <summary>Brings the database up to <see cref="Version"/>, each migration whole or not at all. Several processes may do so at once.</summary>
    public async Task MigrateAsync(Func<Func<PostgresSession, Task<int>>, Task<int>> transact, string location)
    {
        for (var version = 0; version < Version;)
        {
            version = await transact(async session =>
            {
                await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", Lock);

                // Asked again, for another process may have been first.
                var found = await CheckAsync(session, location);
                if (found == Version)
                {
                    return found;
                }

                await session.ScriptAsync(found == 0
                    ? $"CREATE SCHEMA IF NOT EXISTS {Name}; CREATE TABLE {Name}.schema_versions (version integer PRIMARY KEY); {Migrations[0]}"
                    : Migrations[found]);
                await session.ExecuteAsync($"INSERT INTO {Name}.schema_versions (version) VALUES ($1)", found + 1);
                return found + 1;
            });
        }
    }
}

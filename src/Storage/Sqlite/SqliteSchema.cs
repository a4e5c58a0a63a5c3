using Catalog.Core.Catalogs;

namespace Catalog.Storage.Sqlite;

/// <summary>The numbered migrations of one kind of database, and the marks by which its files are known.</summary>
/// <param name="Name">What it holds, for people.</param>
/// <param name="Folder">The folder of its migrations.</param>
/// <param name="ApplicationId">The mark in the file's header.</param>
/// <param name="Pragmas">What the writing connection is set to.</param>
/// <param name="IsPrivate">True where only its owner may read the file.</param>
internal sealed record SqliteSchema(string Name, string Folder, int ApplicationId, string Pragmas, bool IsPrivate)
{
    // What points to what is kept by the statements, as when old rows are thrown away: a tool's rows point to rows written just before by the same transaction, and looking each of eleven up
    // again is a sixth of what storing it costs. The references stay in the schema; a backup checks all of them.
    /// <summary>Tools and their history. A crash of the machine may lose the last seconds, never the whole: a crawl repeats them.</summary>
    public static SqliteSchema OfCatalog { get; } = new("catalog", "Migrations/Catalog/", 0x43617431, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;", IsPrivate: false);

    // Its tables grow at their ends, so that few pages are in use at a time; a gateway has better uses for memory than the others.
    /// <summary>What the gateway writes; a commit is on disk when it ends, for a forgotten total or decision is a hole.</summary>
    public static SqliteSchema OfGateway { get; } = new("gateway", "Migrations/Gateway/", 0x43617447, "PRAGMA cache_size = -4000; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;", IsPrivate: true);

    /// <summary>The texts of the migrations; the first leads to version 1.</summary>
    public IReadOnlyList<string> Migrations { get; init; } = MigrationTexts.Read(Folder);

    /// <summary>The version that this program knows.</summary>
    public int Version => Migrations.Count;

    /// <summary>Refuses a file of another program or of a newer version; to be asked before anything is written.</summary>
    /// <returns>The version found; 0 for an empty file.</returns>
    /// <exception cref="StoreException">The file is not this program's, or too new.</exception>
    public int Check(SqliteSession session, string path)
    {
        var version = (int)session.Number("PRAGMA user_version")!.Value;
        var mark = (int)session.Number("PRAGMA application_id")!.Value;
        if (mark != ApplicationId && session.Number("SELECT count(*) FROM sqlite_schema") is not 0)
        {
            throw new StoreException($"`{path}` is not a {Name} database: name another file, or move it away");
        }

        return version <= Version
            ? version
            : throw new StoreException($"`{path}` was written by a newer version (schema {version}, this one knows {Version}): install that version, or name another file; nothing was changed");
    }

    /// <summary>Brings the database up to <see cref="Version"/>, each migration whole or not at all. Several processes may do so at once.</summary>
    public void Migrate(SqliteSession session, string path)
    {
        while (session.Number("PRAGMA user_version") < Version)
        {
            session.AddDigests();
            session.Script("BEGIN IMMEDIATE");
            try
            {
                // Asked again, for another process may have been first.
                var version = Check(session, path);
                if (version < Version)
                {
                    session.Script(Migrations[version]);
                    session.Script($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
                }

                session.Script("COMMIT");
            }
            catch
            {
                if (session.InTransaction)
                {
                    session.Script("ROLLBACK");
                }

                throw;
            }
        }
    }
}

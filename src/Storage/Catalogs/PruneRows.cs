namespace Catalog.Storage.Catalogs;

/// <summary>What is old enough to be thrown away, as conditions; the same for every store. Parameters are <c>$1</c>, <c>$2</c> …</summary>
internal static class PruneRows
{
    /// <summary>How many servers are gone through in one transaction: few enough that a writer hardly waits.</summary>
    public const int Servers = 200;

    /// <summary>The last id of the next servers after id <c>$1</c>; null at the end. <c>$2</c> is how many.</summary>
    public const string NextSql = "SELECT max(id) FROM (SELECT id FROM servers WHERE id > $1 ORDER BY id LIMIT $2) p";

    /// <summary>Changes stored before <c>$1</c>.</summary>
    public const string Changes = "changes WHERE at < $1";

    /// <summary>Crawls that ended before <c>$1</c>; the last thirty, whose items are kept, stay.</summary>
    public const string Runs = "crawl_runs WHERE finished_at < $1 AND id <= (SELECT id FROM crawl_runs ORDER BY id DESC LIMIT 1 OFFSET 30)";

    /// <summary>Of the servers after <c>$1</c> up to <c>$2</c> what ended before <c>$3</c>; in this order, for the later ones are pointed to by the earlier.</summary>
    /// <param name="definitions">The table of definitions' rows.</param>
    /// <param name="classifications">The table of classifications' rows.</param>
    public static IReadOnlyList<string> OfServers(string definitions, string classifications)
    {
        var ofServers = $"SELECT d.id FROM tools t JOIN {definitions} d ON d.tool_id = t.id WHERE t.server_id > $1 AND t.server_id <= $2";
        return
        [
            $"{classifications} WHERE valid_until < $3 AND definition_id IN ({ofServers})",
            $"readings WHERE valid_until < $3 AND definition_id IN ({ofServers})",
            // All of a definition ends with it. Were anything of it in force, it would stay.
            $"""
            {definitions} WHERE valid_until < $3 AND id IN ({ofServers})
                AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.definition_id = {definitions}.id AND (r.valid_until IS NULL OR r.valid_until >= $3))
                AND NOT EXISTS (SELECT 1 FROM {classifications} k WHERE k.definition_id = {definitions}.id AND (k.valid_until IS NULL OR k.valid_until >= $3))
            """,
            """
            snapshots WHERE server_id > $1 AND server_id <= $2 AND id NOT IN (SELECT s.snapshot_id FROM servers s WHERE s.id > $1 AND s.id <= $2)
                AND EXISTS (SELECT 1 FROM snapshots n WHERE n.server_id = snapshots.server_id AND n.id > snapshots.id AND n.stored_at < $3)
            """,
        ];
    }
}

namespace Catalog.Storage.Transfers;

/// <summary>The tables that go over row by row: how they are read in order, and how their lines are named.</summary>
/// <param name="Kind">The kind of line.</param>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns; <c>#</c> before a whole number, <c>?</c> before a truth, else a text.</param>
/// <param name="Place">The columns by which rows are in order, the same for every store, and told from each other.</param>
/// <param name="Condition">Which rows; all where empty.</param>
internal sealed record MovedRows(string Kind, string Table, IReadOnlyList<string> Columns, string Place, string Condition = "")
{
    /// <summary>All of them, in the order in which they go.</summary>
    public static IReadOnlyList<MovedRows> All { get; } =
    [
        new("fetch", "fetches", ["reference", "servers", "revision", "etag", "read_by", "#fetched_at"], "reference"),
        new("source", "crawl_sources", ["reference", "#tried_at", "#listed_at", "problem"], "reference"),
        new("run", "crawl_runs", ["#id", "plan", "?introspect", "?anew", "#started_at", "#finished_at", "#stored", "#unchanged", "#no_tools", "#failed", "#changed", "?baseline", "#marked", "#suspect"], "#id", "finished_at IS NOT NULL"),
        new("item", "crawl_items", ["#position", "#run_id", "#ended_at", "reference", "server", "status", "#tools", "#changed", "reason", "#marked", "#suspect"], "#position", "run_id IN (SELECT id FROM crawl_runs WHERE finished_at IS NOT NULL)"),
        new("change", "changes", ["#position", "#at", "#run_id", "server", "tool", "what", "?marked", "?baseline", "body"], "#position"),
        new("claims", "server_claims", ["server", "claims"], "server"),
        new("standing", "server_standings", ["server", "same_as", "?impostor", "body"], "server"),
        new("alias", "server_aliases", ["alias", "server", "#since"], "alias"),
        new("gone", "server_gone", ["server", "#since"], "server"),
        new("dispute", "disputes", ["#position", "id", "server", "tool", "shown", "proposed", "reason", "contact", "#received_at"], "#position"),
        new("opinion", "second_opinions", ["key", "answer"], "key"),
    ];

    /// <summary>The column's name without its mark.</summary>
    public static string NameOf(string column) => column.TrimStart('#', '?');

    /// <summary>Reads a page after a place: the place is parameter 1, the length parameter 2.</summary>
    public string PageSql =>
        $"SELECT {string.Join(", ", Columns.Select(NameOf))} FROM {Table} WHERE {(Condition.Length > 0 ? Condition + " AND " : "")}{NameOf(Place)} > $1 ORDER BY {NameOf(Place)} LIMIT $2";

    /// <summary>Writes a row; the parameters are the columns.</summary>
    public string InsertSql => $"INSERT INTO {Table} ({string.Join(", ", Columns.Select(NameOf))}) VALUES ({string.Join(", ", Columns.Select(static (_, i) => $"${i + 1}"))})";
}

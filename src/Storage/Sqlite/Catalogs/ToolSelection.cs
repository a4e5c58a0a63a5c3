using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>A search as statements, with the values of their parameters.</summary>
internal sealed class ToolSelection
{
    private const string Unlisted = "SELECT u.id FROM servers u WHERE u.key IN (SELECT server FROM unlisted_servers)";

    private readonly List<object?> _values = [];
    private readonly ToolQuery _query;
    private readonly string _text;
    private readonly SearchWords? _words;

    private ToolSelection(ToolQuery query, string text, SearchWords? words)
    {
        (_query, _text, _words) = (query, text, words);
        Found = words is null ? [Plain(query, text)] : [InTools(words), InServers(words)];
        CountValues = [.. _values];
        CountSql = $"SELECT {string.Join(" + ", Found.Select(static found => $"(SELECT count(*) {found})"))}";
        if (words is not null)
        {
            _values.Clear();
        }

        PageSql = words is null ? Sorted() : Ranked(words);
        PageValues = [.. _values];
        _values.Clear();
        CommonSql = words is not null ? Unranked(words) : text.Length > 0 || query.Server is not null ? null : InOrder();
        CommonValues = [.. _values];
    }

    /// <summary>What is found, in one or two parts that have no tool in common: each from <c>FROM</c> on, with the tools as <c>c</c>; with <see cref="CountValues"/>.</summary>
    public IReadOnlyList<string> Found { get; }

    /// <summary>Counts what matches.</summary>
    public string CountSql { get; }

    /// <summary>The values of <see cref="CountSql"/> and <see cref="Found"/>.</summary>
    public IReadOnlyList<object?> CountValues { get; }

    /// <summary>The ids of the page, in order; puts all that is found in order.</summary>
    public string PageSql { get; }

    /// <summary>The values of <see cref="PageSql"/>.</summary>
    public IReadOnlyList<object?> PageValues { get; }

    /// <summary>
    /// The ids of the page where much is found, without putting all of it in order. Of words: not ranked, tools of exactly that name first, then the others as their texts were stored.
    /// Null where there is no such way.
    /// </summary>
    public string? CommonSql { get; }

    /// <summary>The values of <see cref="CommonSql"/>.</summary>
    public IReadOnlyList<object?> CommonValues { get; }

    /// <summary>The statements of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="rarest">Says which of several words the fewest texts hold; null for the longest.</param>
    public static ToolSelection Of(ToolQuery query, Func<SearchWords, int>? rarest = null)
    {
        var text = query.Text?.Trim() ?? string.Empty;
        var words = SearchWords.OfOrNull(text);
        return new ToolSelection(query, text, words is { Count: > 1 } && rarest is not null ? words.LedBy(rarest(words)) : words);
    }

    // Without words. The plus keeps the planner from starting with every offered tool.
    private string Plain(ToolQuery query, string text) =>
        text.Length > 0 ? $"FROM definition_texts x CROSS JOIN current_tools c ON c.body_id = x.id WHERE x.tool = {Value(text)} COLLATE NOCASE AND {Filters()}"
        : query.Server is not null ? $"FROM current_tools c WHERE {Filters("+")}"
        : query.Facet is { } facet ? $"FROM current_facets a CROSS JOIN current_tools c ON c.tool_id = a.tool_id WHERE a.facet = {Value(FacetIds.Of(facet))} AND {Filters("+", withFacet: false)}"
        : $"FROM current_tools c WHERE {Filters()}";

    // Words first: left to itself the planner starts with every offered tool and asks the index for each of them, seconds instead of milliseconds.
    private string InTools(SearchWords words, string? match = null, string join = "") =>
        $"FROM tool_search f CROSS JOIN current_tools c ON c.body_id = f.rowid {join} WHERE tool_search MATCH {Value(match ?? words.InTool(words.Lead))}{Others(words)} AND {Filters()}";

    private string InServers(SearchWords words, string join = "") =>
        $"""
        FROM server_search g CROSS JOIN current_tools c ON c.server_id = g.rowid {join}
        WHERE server_search MATCH {Value(words.InServer(words.Lead))} AND c.body_id NOT IN ({Tools(words.InTool(words.Lead))}){Others(words)} AND {Filters()}
        """;

    private string Others(SearchWords words) => string.Concat(Enumerable.Range(0, words.Count).Where(i => i != words.Lead).Select(i =>
        $" AND (c.body_id IN ({Tools(words.InTool(i))}) OR c.server_id IN (SELECT rowid FROM server_search WHERE server_search MATCH {Value(words.InServer(i))}))"));

    private string Tools(string match) => $"SELECT rowid FROM tool_search WHERE tool_search MATCH {Value(match)}";

    private string Filters(string sign = "", bool withFacet = true)
    {
        var conditions = new List<string> { $"{sign}c.offered = 1" };
        conditions.Add(_query.Server is { } server ? $"c.server_id = (SELECT id FROM servers WHERE key = {Value(server.Value)})" : $"c.server_id NOT IN ({Unlisted})");
        if (_query.Category is { } category)
        {
            conditions.Add($"c.category = {Value(category.ToString())}");
        }

        if (_query.Risk is { } risk)
        {
            conditions.Add($"c.risk = {Value(risk.ToString())}");
        }

        if (withFacet && _query.Facet is { } facet)
        {
            conditions.Add($"EXISTS (SELECT 1 FROM current_facets a WHERE a.facet = {Value(FacetIds.Of(facet))} AND a.tool_id = c.tool_id)");
        }

        if (_query.ReviewOnly)
        {
            conditions.Add("c.review = 1");
        }

        return string.Join(" AND ", conditions);
    }

    private string Sorted() => $"SELECT c.tool_id {Found[0]} ORDER BY c.server_key, c.name {Page()}";

    private string InOrder() =>
        $"""
        SELECT c.tool_id FROM servers s CROSS JOIN tools t ON t.server_id = s.id CROSS JOIN current_tools c ON c.tool_id = t.id
        WHERE {Filters("+")} ORDER BY s.key, t.name {Page()}
        """;

    private string Ranked(SearchWords words)
    {
        const string Server = "LEFT JOIN said s ON s.id = c.server_id";
        return $"""
            WITH said AS MATERIALIZED (SELECT rowid AS id, bm25(server_search, 3.0, 3.0, 0.0, 0.0) AS rank FROM server_search WHERE server_search MATCH {Value(words.InServerAny())})
            SELECT tool_id FROM (
                SELECT c.tool_id, c.name, c.server_key, bm25(tool_search, 10.0, 6.0, 1.0) / {words.Weight} + coalesce(s.rank, 0) AS rank {InTools(words, words.Ranked(), Server)}
                UNION ALL
                SELECT c.tool_id, c.name, c.server_key, coalesce(s.rank, 0) {InServers(words, Server)})
            ORDER BY (name = {Value(_text)} COLLATE NOCASE) DESC, rank, server_key, name {Page()}
            """;
    }

    // A tool of that name holds all words of it.
    private string Unranked(SearchWords words)
    {
        var name = $"{Value(_text)} COLLATE NOCASE";
        return $"""
            SELECT tool_id FROM (SELECT c.tool_id FROM definition_texts x CROSS JOIN current_tools c ON c.body_id = x.id WHERE x.tool = {name} AND {Filters("+")} ORDER BY x.id)
            UNION ALL
            SELECT tool_id FROM (SELECT c.tool_id {InTools(words)} AND c.name <> {name} ORDER BY f.rowid)
            UNION ALL
            SELECT tool_id FROM (SELECT c.tool_id {InServers(words)} AND c.name <> {name} ORDER BY g.rowid)
            {Page()}
            """;
    }

    private string Page() => $"LIMIT {Value(_query.Limit)} OFFSET {Value(_query.Offset)}";

    private string Value(object value)
    {
        _values.Add(value);
        return $"?{_values.Count}";
    }
}

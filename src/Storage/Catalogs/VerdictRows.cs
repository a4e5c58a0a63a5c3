using System.Data.Common;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Storage.Catalogs;

/// <summary>Classifications in force as rows; the same for every store. Parameters are <c>$1</c>, <c>$2</c> …</summary>
internal static class VerdictRows
{
    /// <summary>Counts by version.</summary>
    public const string CountSql = "SELECT classifier, count(*) FROM classifications WHERE valid_until IS NULL GROUP BY classifier";

    /// <summary>A page of those that version <c>$1</c> made, after <c>$2</c>, of length <c>$3</c>.</summary>
    public const string PageSql = $"{Select} WHERE k.valid_until IS NULL AND k.classifier = $1 AND k.id > $2 ORDER BY k.id LIMIT $3";

    /// <summary>That of tool <c>$2</c> of server <c>$1</c>.</summary>
    public const string OneSql = $"{Select} WHERE c.tool_id = (SELECT t.id FROM servers s JOIN tools t ON t.server_id = s.id WHERE s.key = $1 AND t.name = $2)";

    private const string Select =
        """
        SELECT k.id, c.server_key, d.body, r.body, o.names, k.body, d.hash
        FROM classifications k
        JOIN definitions d ON d.id = k.definition_id
        JOIN current_tools c ON c.tool_id = d.tool_id AND c.classification_id = k.id
        JOIN readings r ON r.id = c.reading_id
        LEFT JOIN rosters o ON o.id = r.roster_id
        """;

    /// <summary>One of them.</summary>
    public static StoredVerdict Read(DbDataReader row) => new(
        row.GetInt64(0),
        ServerKey.Parse(row.String(1)),
        new ClassifiedTool(ToolTexts.Join(row.String(2), row.String(3), row.Text(4)), ToolTexts.ReadClassification(row.String(5))),
        row.String(6));

    /// <summary>Counts in the order of the names.</summary>
    public static IReadOnlyDictionary<string, int> Sum(IEnumerable<(string Classifier, long Count)> rows) =>
        new SortedDictionary<string, int>(rows.ToDictionary(static row => row.Classifier, static row => (int)row.Count, StringComparer.Ordinal), StringComparer.Ordinal);
}

namespace Catalog.Storage.Catalogs;

/// <summary>How rows of a catalog fit together, as counts of those that do not; the same statements for every store.</summary>
internal static class RowChecks
{
    private const string NoWord = "tools in force are found by no word";
    private const string InForce = "definitions d WHERE d.valid_until IS NULL AND NOT EXISTS (SELECT 1 FROM current_tools c WHERE c.tool_id = d.tool_id AND c.definition_id = d.id)";

    /// <summary>What does not fit, after its count, and the rows.</summary>
    public static IReadOnlyList<(string Sentence, string Rows)> OfEvery { get; } =
    [
        ("servers show a snapshot that is not there", "servers s WHERE NOT EXISTS (SELECT 1 FROM snapshots n WHERE n.id = s.snapshot_id AND n.server_id = s.id)"),
        ("tools are of a server that is not there", "tools t WHERE NOT EXISTS (SELECT 1 FROM servers s WHERE s.id = t.server_id)"),
        ("definitions are of a tool that is not there", "definitions d WHERE NOT EXISTS (SELECT 1 FROM tools t WHERE t.id = d.tool_id)"),
        ("readings are of a definition that is not there", "readings r WHERE NOT EXISTS (SELECT 1 FROM definitions d WHERE d.id = r.definition_id)"),
        ("readings name a list of names that is not there", "readings r WHERE r.roster_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rosters o WHERE o.id = r.roster_id)"),
        ("classifications are of a definition that is not there", "classifications k WHERE NOT EXISTS (SELECT 1 FROM definitions d WHERE d.id = k.definition_id)"),
        (
            "tools in force show rows that are not in force",
            """
            current_tools c WHERE NOT EXISTS (
                SELECT 1 FROM tools t
                JOIN definitions d ON d.tool_id = t.id
                JOIN readings r ON r.definition_id = d.id
                JOIN classifications k ON k.definition_id = d.id
                WHERE t.id = c.tool_id AND t.server_id = c.server_id AND d.id = c.definition_id AND r.id = c.reading_id AND k.id = c.classification_id
                    AND d.valid_until IS NULL AND r.valid_until IS NULL AND k.valid_until IS NULL)
            """),
        ("definitions are in force of tools that are not", InForce),
    ];

    /// <summary>What besides does not fit where each tool has its words.</summary>
    public static IReadOnlyList<(string Sentence, string Rows)> OfPostgres { get; } =
    [
        (NoWord, "current_tools c WHERE NOT EXISTS (SELECT 1 FROM tool_texts x WHERE x.tool_id = c.tool_id)"),
        ("words are of a tool that is not in force", "tool_texts x WHERE NOT EXISTS (SELECT 1 FROM current_tools c WHERE c.tool_id = x.tool_id)"),
    ];

    /// <summary>What besides does not fit where copies of a tool share their texts.</summary>
    public static IReadOnlyList<(string Sentence, string Rows)> OfSqlite { get; } =
    [
        ("definitions have a body that is not there", "definition_spans d WHERE NOT EXISTS (SELECT 1 FROM definition_bodies b WHERE b.id = d.body_id)"),
        ("classifications have a body that is not there", "classification_spans k WHERE NOT EXISTS (SELECT 1 FROM classification_bodies b WHERE b.id = k.body_id)"),
        ("tools in force are searched by the words of another definition", "current_tools c JOIN definition_spans d ON d.id = c.definition_id WHERE d.body_id <> c.body_id"),
        (NoWord, "current_tools c WHERE NOT EXISTS (SELECT 1 FROM definition_texts x WHERE x.id = c.body_id)"),
        ("words are of a definition that is not there", "definition_texts x WHERE NOT EXISTS (SELECT 1 FROM definition_bodies b WHERE b.id = x.id)"),
    ];
}

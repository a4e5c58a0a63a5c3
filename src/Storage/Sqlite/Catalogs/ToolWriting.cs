using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Writes the rows of the tools of one server: new ones beside those that end, and the derived ones in place.</summary>
internal sealed class ToolWriting(SqliteSession session, SearchWriting search, bool isNewServer, long serverId, string serverKey, string? serverTitle, long now)
{
    private readonly string _server = $"{SearchText.Words(serverKey)} {serverTitle}";

    /// <summary>A tool that is not in force now; one that was there before keeps its first date.</summary>
    public void Add(PreparedTool tool, long? rosterId)
    {
        var id = (isNewServer ? null : session.Number("SELECT id FROM tools WHERE server_id = ?1 AND name = ?2", serverId, tool.Name))
            ?? session.Insert("INSERT INTO tools (server_id, name, first_seen) VALUES (?1, ?2, ?3)", serverId, tool.Name, now);
        var definitionId = AddDefinition(id, tool);
        session.Execute(
            """
            INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, category, risk, review, offered)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            id, serverId, serverKey, tool.Name, definitionId, AddReading(definitionId, tool, rosterId), AddClassification(definitionId, tool),
            tool.Category, tool.Risk, tool.Review, tool.IsOffered);
        AddFacets(id, tool);
        search.AddTool(id, tool.Words, tool.Title, _server, tool.Description);
    }

    /// <summary>A tool that is in force: what differs becomes a new row, what is the same stays.</summary>
    public ToolChange Change(StoredTool before, PreparedTool tool, long? rosterId, bool serverShownAnew)
    {
        var comparison = ToolComparison.Of(before, tool, rosterId);
        var (definitionChanged, readingChanged, verdictChanged) = comparison;
        if (definitionChanged)
        {
            EndDefinition(before);
        }

        if (readingChanged)
        {
            EndReading(before);
        }

        if (verdictChanged)
        {
            EndClassification(before);
        }

        if (readingChanged || verdictChanged)
        {
            var definitionId = definitionChanged ? AddDefinition(before.ToolId, tool) : before.DefinitionId;
            session.Execute(
                """
                UPDATE current_tools SET definition_id = ?2, reading_id = ?3, classification_id = ?4, category = ?5, risk = ?6, review = ?7, offered = ?8
                WHERE tool_id = ?1
                """,
                before.ToolId, definitionId,
                readingChanged ? AddReading(definitionId, tool, rosterId) : before.ReadingId,
                verdictChanged ? AddClassification(definitionId, tool) : before.ClassificationId,
                tool.Category, tool.Risk, tool.Review, tool.IsOffered);
        }

        if (verdictChanged)
        {
            session.Execute("DELETE FROM current_facets WHERE tool_id = ?1", before.ToolId);
            AddFacets(before.ToolId, tool);
        }

        if (definitionChanged || serverShownAnew)
        {
            search.ReplaceTool(before.ToolId, tool.Words, tool.Title, _server, tool.Description);
        }

        return comparison.Change;
    }

    /// <summary>A tool that is no longer there: its rows end, and it is found no more.</summary>
    public void End(StoredTool gone)
    {
        EndClassification(gone);
        EndReading(gone);
        EndDefinition(gone);
        search.RemoveTool(gone.ToolId);
        session.Execute("DELETE FROM current_facets WHERE tool_id = ?1", gone.ToolId);
        session.Execute("DELETE FROM current_tools WHERE tool_id = ?1", gone.ToolId);
    }

    private void EndDefinition(StoredTool tool) => session.Execute("UPDATE definitions SET valid_until = ?2 WHERE id = ?1", tool.DefinitionId, now);

    private void EndReading(StoredTool tool) => session.Execute("UPDATE readings SET valid_until = ?2 WHERE id = ?1", tool.ReadingId, now);

    private void EndClassification(StoredTool tool) => session.Execute("UPDATE classifications SET valid_until = ?2 WHERE id = ?1", tool.ClassificationId, now);

    private long AddDefinition(long toolId, PreparedTool tool) => session.Insert(
        "INSERT INTO definitions (tool_id, hash, body, valid_from) VALUES (?1, ?2, ?3, ?4)",
        toolId, tool.Hash, tool.Body, now);

    private long AddReading(long definitionId, PreparedTool tool, long? rosterId) => session.Insert(
        "INSERT INTO readings (definition_id, body, roster_id, valid_from) VALUES (?1, ?2, ?3, ?4)",
        definitionId, tool.Reading, rosterId, now);

    private long AddClassification(long definitionId, PreparedTool tool) => session.Insert(
        "INSERT INTO classifications (definition_id, category, risk, classifier, body, valid_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        definitionId, tool.Category, tool.Risk, tool.Classifier, tool.Verdict, now);

    private void AddFacets(long toolId, PreparedTool tool)
    {
        foreach (var facet in tool.Facets)
        {
            session.Execute("INSERT INTO current_facets (facet, tool_id) VALUES (?1, ?2)", facet, toolId);
        }
    }
}

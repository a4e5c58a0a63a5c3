using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Writes the rows of the tools of one server: new ones beside those that end, and the derived ones in place.</summary>
internal sealed class ToolWriting(SqliteSession session, bool isNewServer, long serverId, string serverKey, long now)
{
    private readonly TextWriting _texts = new(session);

    /// <summary>A tool that is not in force now; one that was there before keeps its first date.</summary>
    public void Add(PreparedTool tool, long? rosterId)
    {
        var id = (isNewServer ? null : session.Number("SELECT id FROM tools WHERE server_id = ?1 AND name = ?2", serverId, tool.Name))
            ?? session.Insert("INSERT INTO tools (server_id, name, first_seen) VALUES (?1, ?2, ?3)", serverId, tool.Name, now);
        var bodyId = _texts.Definition(tool.Definition);
        var definitionId = AddDefinition(id, bodyId);
        session.Execute(
            """
            INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, body_id, category, risk, review, offered)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """,
            id, serverId, serverKey, tool.Name, definitionId, AddReading(definitionId, tool, rosterId), AddClassification(definitionId, tool), bodyId,
            tool.Category, tool.Risk, tool.Review, tool.IsOffered);
        FacetWriting.Add(session, id, tool.Facets);
    }

    /// <summary>A tool that is in force: what differs becomes a new row, what is the same stays.</summary>
    public ToolChange Change(StoredTool before, PreparedTool tool, long? rosterId)
    {
        var comparison = ToolComparison.Of(before, tool, rosterId);
        var (definitionChanged, readingChanged, verdictChanged) = comparison;
        var definitionId = before.DefinitionId;
        if (definitionChanged)
        {
            EndDefinition(before);
            var bodyId = _texts.Definition(tool.Definition);
            definitionId = AddDefinition(before.ToolId, bodyId);
            session.Execute("UPDATE current_tools SET definition_id = ?2, body_id = ?3 WHERE tool_id = ?1", before.ToolId, definitionId, bodyId);
        }

        if (readingChanged)
        {
            EndReading(before);
        }

        if (verdictChanged)
        {
            EndClassification(before);
            FacetWriting.Remove(session, before.ToolId);
            FacetWriting.Add(session, before.ToolId, tool.Facets);
        }

        if (readingChanged || verdictChanged)
        {
            session.Execute(
                "UPDATE current_tools SET reading_id = ?2, classification_id = ?3, category = ?4, risk = ?5, review = ?6, offered = ?7 WHERE tool_id = ?1",
                before.ToolId,
                readingChanged ? AddReading(definitionId, tool, rosterId) : before.ReadingId,
                verdictChanged ? AddClassification(definitionId, tool) : before.ClassificationId,
                tool.Category, tool.Risk, tool.Review, tool.IsOffered);
        }

        return comparison.Change;
    }

    /// <summary>A tool that is no longer there: its rows end, and it is found no more. Its texts stay with its history.</summary>
    public void End(StoredTool gone)
    {
        EndClassification(gone);
        EndReading(gone);
        EndDefinition(gone);
        FacetWriting.Remove(session, gone.ToolId);
        session.Execute("DELETE FROM current_tools WHERE tool_id = ?1", gone.ToolId);
    }

    private void EndDefinition(StoredTool tool) => session.Execute("UPDATE definition_spans SET valid_until = ?2 WHERE id = ?1", tool.DefinitionId, now);

    private void EndReading(StoredTool tool) => session.Execute("UPDATE readings SET valid_until = ?2 WHERE id = ?1", tool.ReadingId, now);

    private void EndClassification(StoredTool tool) => session.Execute("UPDATE classification_spans SET valid_until = ?2 WHERE id = ?1", tool.ClassificationId, now);

    private long AddDefinition(long toolId, long bodyId) => session.Insert(
        "INSERT INTO definition_spans (tool_id, body_id, valid_from) VALUES (?1, ?2, ?3)",
        toolId, bodyId, now);

    private long AddReading(long definitionId, PreparedTool tool, long? rosterId) => session.Insert(
        "INSERT INTO readings (definition_id, body, roster_id, valid_from) VALUES (?1, ?2, ?3, ?4)",
        definitionId, tool.Reading, rosterId, now);

    private long AddClassification(long definitionId, PreparedTool tool) => session.Insert(
        "INSERT INTO classification_spans (definition_id, body_id, valid_from) VALUES (?1, ?2, ?3)",
        definitionId, _texts.Classification(tool.Classification), now);
}

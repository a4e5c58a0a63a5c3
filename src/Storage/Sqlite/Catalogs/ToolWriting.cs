using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Writes the rows of one tool: new ones beside those that end, and the derived ones in place.</summary>
internal sealed class ToolWriting(SqliteSession session, long serverId, string serverKey, long now, ClassifiedTool tool, long? rosterId)
{
    private readonly ToolDefinition _definition = tool.Definition;
    private readonly Classification _classification = tool.Classification;
    private readonly string _hash = DefinitionHash.Of(tool.Definition);
    private readonly string _reading = ToolTexts.ReadingOf(tool.Definition, withSiblings: rosterId is null);
    private readonly string _verdict = ToolTexts.Write(tool.Classification with { Id = null });

    /// <summary>A tool that is not in force now; one that was there before keeps its first date.</summary>
    public void Add(string? serverTitle)
    {
        var id = session.Number("SELECT id FROM tools WHERE server_id = ?1 AND name = ?2", serverId, _definition.Tool)
            ?? session.Insert("INSERT INTO tools (server_id, name, first_seen) VALUES (?1, ?2, ?3)", serverId, _definition.Tool, now);
        var definitionId = AddDefinition(id);
        session.Execute(
            """
            INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, category, risk, review, offered)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            id, serverId, serverKey, _definition.Tool, definitionId, AddReading(definitionId), AddClassification(definitionId),
            _classification.Category.ToString(), _classification.Risk.ToString(), _classification.Review, IsOffered);
        AddFacets(id);
        AddText(id, serverTitle);
    }

    /// <summary>A tool that is in force: what differs becomes a new row, what is the same stays.</summary>
    public ToolChange Change(StoredTool before, bool serverShownAnew, string? serverTitle)
    {
        var definitionChanged = !string.Equals(before.Hash, _hash, StringComparison.Ordinal);
        var readingChanged = definitionChanged || before.RosterId != rosterId || !string.Equals(before.Reading, _reading, StringComparison.Ordinal);
        var verdictChanged = definitionChanged || !ToolTexts.SaysTheSame(before.Classification, _verdict);
        if (definitionChanged)
        {
            EndDefinition(session, before.DefinitionId, now);
        }

        if (readingChanged)
        {
            EndReading(session, before.ReadingId, now);
        }

        if (verdictChanged)
        {
            EndClassification(session, before.ClassificationId, now);
        }

        if (readingChanged || verdictChanged)
        {
            var definitionId = definitionChanged ? AddDefinition(before.ToolId) : before.DefinitionId;
            session.Execute(
                """
                UPDATE current_tools SET definition_id = ?2, reading_id = ?3, classification_id = ?4, category = ?5, risk = ?6, review = ?7, offered = ?8
                WHERE tool_id = ?1
                """,
                before.ToolId, definitionId,
                readingChanged ? AddReading(definitionId) : before.ReadingId,
                verdictChanged ? AddClassification(definitionId) : before.ClassificationId,
                _classification.Category.ToString(), _classification.Risk.ToString(), _classification.Review, IsOffered);
        }

        if (verdictChanged)
        {
            session.Execute("DELETE FROM current_facets WHERE tool_id = ?1", before.ToolId);
            AddFacets(before.ToolId);
        }

        if (definitionChanged || serverShownAnew)
        {
            session.Execute("DELETE FROM tool_texts WHERE tool_id = ?1", before.ToolId);
            AddText(before.ToolId, serverTitle);
        }

        return definitionChanged ? ToolChange.Definition : verdictChanged ? ToolChange.Classification : ToolChange.None;
    }

    /// <summary>A tool that is no longer there: its rows end, and it is found no more.</summary>
    public static void End(SqliteSession session, StoredTool gone, long now)
    {
        EndClassification(session, gone.ClassificationId, now);
        EndReading(session, gone.ReadingId, now);
        EndDefinition(session, gone.DefinitionId, now);
        session.Execute("DELETE FROM tool_texts WHERE tool_id = ?1", gone.ToolId);
        session.Execute("DELETE FROM current_facets WHERE tool_id = ?1", gone.ToolId);
        session.Execute("DELETE FROM current_tools WHERE tool_id = ?1", gone.ToolId);
    }

    private bool IsOffered => _definition.Exposed != Exposure.No;

    private static void EndDefinition(SqliteSession session, long id, long now) =>
        session.Execute("UPDATE definitions SET valid_until = ?2 WHERE id = ?1", id, now);

    private static void EndReading(SqliteSession session, long id, long now) =>
        session.Execute("UPDATE readings SET valid_until = ?2 WHERE id = ?1", id, now);

    private static void EndClassification(SqliteSession session, long id, long now) =>
        session.Execute("UPDATE classifications SET valid_until = ?2 WHERE id = ?1", id, now);

    private long AddDefinition(long toolId) => session.Insert(
        "INSERT INTO definitions (tool_id, hash, body, valid_from) VALUES (?1, ?2, ?3, ?4)",
        toolId, _hash, ToolTexts.BodyOf(_definition), now);

    private long AddReading(long definitionId) => session.Insert(
        "INSERT INTO readings (definition_id, body, roster_id, valid_from) VALUES (?1, ?2, ?3, ?4)",
        definitionId, _reading, rosterId, now);

    private long AddClassification(long definitionId) => session.Insert(
        "INSERT INTO classifications (definition_id, category, risk, classifier, body, valid_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        definitionId, _classification.Category.ToString(), _classification.Risk.ToString(), _classification.Classifier, _verdict, now);

    private void AddFacets(long toolId)
    {
        foreach (var facet in _classification.Facets.Distinct())
        {
            session.Execute("INSERT INTO current_facets (facet, tool_id) VALUES (?1, ?2)", FacetIds.Of(facet), toolId);
        }
    }

    private void AddText(long toolId, string? serverTitle) => session.Execute(
        "INSERT INTO tool_texts (tool_id, name, title, server, description) VALUES (?1, ?2, ?3, ?4, ?5)",
        toolId, SearchText.Words(_definition.Tool), _definition.Title, $"{SearchText.Words(serverKey)} {serverTitle}", _definition.Description);
}

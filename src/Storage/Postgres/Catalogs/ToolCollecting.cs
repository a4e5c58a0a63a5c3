using Catalog.Storage.Catalogs;
using Catalog.Storage.Postgres.Words;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Collects the rows of the tools of one server: new ones beside those that end, and the derived ones in place.</summary>
internal sealed class ToolCollecting(StoringRows rows, KnownServers known, KnownServer server, PreparedUpdate update, long now)
{
    private readonly IReadOnlyList<string> _server = PostgresWords.Stems($"{SearchText.Words(update.Key)} {update.Update.Title}");

    /// <summary>A tool that is not in force now; one that was there before keeps its first date.</summary>
    public void Add(PreparedTool tool)
    {
        if (!server.Gone.TryGetValue(tool.Name, out var id))
        {
            id = known.NextId();
            rows.Tools.Add(id, server.Id, tool.Name, now);
        }

        var definitionId = AddDefinition(id, tool);
        rows.CurrentAdded.Add(Current(id, tool, definitionId, AddReading(definitionId, tool), AddClassification(definitionId, tool)));
        Say(id, isNew: true, tool);
    }

    /// <summary>A tool that is in force: what differs becomes a new row, what is the same stays.</summary>
    public ToolChange Change(StoredTool before, PreparedTool tool, bool serverShownAnew)
    {
        var comparison = ToolComparison.Of(before, tool, RosterId(tool));
        var (definitionDiffers, readingDiffers, verdictDiffers) = comparison;
        if (definitionDiffers)
        {
            rows.Definitions.Add((before.DefinitionId, now));
        }

        if (readingDiffers)
        {
            rows.Readings.Add((before.ReadingId, now));
        }

        if (verdictDiffers)
        {
            rows.Classifications.Add((before.ClassificationId, now));
        }

        if (readingDiffers || verdictDiffers)
        {
            var definitionId = definitionDiffers ? AddDefinition(before.ToolId, tool) : before.DefinitionId;
            rows.CurrentChanged.Add(Current(
                before.ToolId,
                tool,
                definitionId,
                readingDiffers ? AddReading(definitionId, tool) : before.ReadingId,
                verdictDiffers ? AddClassification(definitionId, tool) : before.ClassificationId));
        }

        if (definitionDiffers || serverShownAnew)
        {
            Say(before.ToolId, isNew: false, tool);
        }

        return comparison.Change;
    }

    /// <summary>A tool that is no longer there: its rows end, and it is found no more.</summary>
    public void End(StoredTool gone)
    {
        rows.Classifications.Add((gone.ClassificationId, now));
        rows.Readings.Add((gone.ReadingId, now));
        rows.Definitions.Add((gone.DefinitionId, now));
        rows.Gone.Add(gone.ToolId);
    }

    private object?[] Current(long id, PreparedTool tool, long definitionId, long readingId, long classificationId) =>
    [
        id, server.Id, update.Key, tool.Name, definitionId, readingId, classificationId, tool.Category, tool.Risk, tool.Review, tool.IsOffered, string.Join(',', tool.Facets),
    ];

    private long AddDefinition(long toolId, PreparedTool tool)
    {
        var id = known.NextId();
        rows.NewDefinitions.Add(id, toolId, tool.Hash, tool.Body, now, null);
        return id;
    }

    private long AddReading(long definitionId, PreparedTool tool)
    {
        var id = known.NextId();
        rows.NewReadings.Add(id, definitionId, tool.Reading, RosterId(tool), now, null);
        return id;
    }

    private long AddClassification(long definitionId, PreparedTool tool)
    {
        var id = known.NextId();
        rows.NewClassifications.Add(id, definitionId, tool.Category, tool.Risk, tool.Classifier, tool.Verdict, now, null);
        return id;
    }

    /// <summary>The row of the names of all tools in their order; one for each distinct list.</summary>
    private long? RosterId(PreparedTool tool)
    {
        if (!tool.HasRoster)
        {
            return null;
        }

        if (!server.Rosters.TryGetValue(update.Names, out var id))
        {
            id = known.NextId();
            rows.Rosters.Add(id, server.Id, update.Names);
            server.Rosters.Add(update.Names, id);
        }

        return id;
    }

    private void Say(long id, bool isNew, PreparedTool tool) => rows.SayTool(id, isNew, tool.Words, tool.Title, _server, tool.Description);
}

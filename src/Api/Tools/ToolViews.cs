using Catalog.Api.Attacks;
using Catalog.Api.Changes;
using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Texts;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Puts the view of a tool together from what is stored.</summary>
internal sealed class ToolViews(ICatalogReader reader, IChangeLog log, AttackLibrary attacks)
{
    private const int MostAttacks = 4;
    private const int MostChanges = 10;
    private const int MostRelated = 5;

    /// <summary>The view of a tool by the slugs of its address; null where nothing is stored under them.</summary>
    public async Task<ToolView?> FindOrNullAsync(string serverSlug, string toolSlug, CancellationToken cancellationToken)
    {
        if (await FindRecordsOrNullAsync(serverSlug, toolSlug, cancellationToken) is not var (server, tool))
        {
            return null;
        }

        var all = await reader.ListToolsAsync(server.Key, withUnreached: true, cancellationToken);
        var history = await reader.ListHistoryAsync(server.Key, tool.Definition.Tool, cancellationToken);
        var elsewhere = await reader.SearchToolsAsync(new ToolQuery { Text = tool.Definition.Tool, Limit = 40 }, cancellationToken);
        var changes = await log.ListAsync(new ChangeQuery { Server = server.Key, Tool = tool.Definition.Tool, WithBaseline = true, Limit = MostChanges }, cancellationToken);
        return Make(server, tool, all, history, elsewhere.Items, changes);
    }

    /// <summary>The records behind an address; null where nothing is stored under it.</summary>
    public async Task<(ServerRecord Server, ToolRecord Tool)?> FindRecordsOrNullAsync(string serverSlug, string toolSlug, CancellationToken cancellationToken)
    {
        if (Slugs.DecodeOrNull(serverSlug) is not { } key || !ServerKey.TryParse(key, out var server) || server.Slug != serverSlug || Slugs.DecodeOrNull(toolSlug) is not { Length: > 0 } name)
        {
            return null;
        }

        return await reader.FindServerOrNullAsync(server, cancellationToken) is { } record && await reader.FindToolOrNullAsync(server, name, cancellationToken) is { } tool
            ? (record, tool)
            : null;
    }

    private ToolView Make(
        ServerRecord server,
        ToolRecord tool,
        IReadOnlyList<ToolRecord> all,
        IReadOnlyList<ToolHistoryEntry> history,
        IReadOnlyList<ToolRecord> elsewhere,
        ResultPage<CatalogChange> changes)
    {
        var (definition, classification) = (tool.Definition, tool.Classification);
        var siblings = all.Where(static t => t.Definition.Exposed != Exposure.No).ToList();
        var behind = classification.Dispatcher ? all.Where(t => t.Definition.Exposed == Exposure.No && t.Definition.Tool != definition.Tool).OrderBy(static t => t.Definition.Tool, StringComparer.Ordinal).ToList() : [];
        var parameters = ParameterList.Of(definition.InputSchema);
        var control = RecommendedPolicies.ForTool(server, tool);
        return new ToolView
        {
            Server = server.Key.Value,
            ServerTitle = ServerTitles.Of(server),
            Definition = definition,
            Classification = classification,
            HiddenCharacters = HiddenCharacters.Count(definition.Tool) + HiddenCharacters.Count(definition.Title) + HiddenCharacters.Count(definition.Description),
            DoesHere = ToolStory.Sentences(server, tool, siblings),
            Evidence = EvidenceQuotes.Place(definition, classification.Evidence),
            CounterEvidence = EvidenceQuotes.Place(definition, classification.CounterEvidence),
            Parameters = parameters,
            Attacks = [.. attacks.Concerning(classification.Category, classification.Facets, MostAttacks).Select(p => Entry(p, classification))],
            Control = control,
            Behind = [.. behind.Select(t => ToolEntry.Of(t, server))],
            RelatedHere = RelatedHere(tool, siblings),
            RelatedElsewhere =
            [
                .. elsewhere.Where(t => t.Server != tool.Server).DistinctBy(static t => t.Server).Take(MostRelated).Select(ToolEntry.Of),
            ],
            Suspects = ToolSuspects.Of(definition, classification.SuspectTexts),
            Changes = [.. changes.Items.Select(ChangeEntry.Of)],
            ChangesTotal = changes.Total,
            Questions = ToolQuestions.Of(server, tool, parameters, control),
            Provenance = Provenance(server, tool),
            History = [.. history.Select(static h => new HistoryRow(h.From, h.Until, h.Classification.Category, h.Classification.Risk, h.Classification.Classifier, DefinitionHash.Of(h.Definition)))],
        };
    }

    private static AttackEntry Entry(AttackPattern pattern, Classification classification)
    {
        var shared = pattern.Concerns.Facets.Where(classification.Facets.Contains).Select(Words.Does).ToList();
        var because = shared.Count > 0 ? $"because it {Words.And(shared)}" : $"because its category is {classification.Category}";
        return new AttackEntry(pattern.Id, pattern.Name, pattern.Summary, because, [.. pattern.Citations.Select(static c => c.Id ?? c.Source).Distinct(StringComparer.Ordinal)]);
    }

    // The ones that touch the same, then those of the same category, then those next to it in severity.
    private static IReadOnlyList<ToolEntry> RelatedHere(ToolRecord tool, IReadOnlyList<ToolRecord> siblings) =>
    [
        .. siblings.Where(s => s.Definition.Tool != tool.Definition.Tool)
            .OrderByDescending(s => SharedWords(s.Definition.Tool, tool.Definition.Tool))
            .ThenBy(s => Math.Abs((int)s.Classification.Category - (int)tool.Classification.Category))
            .ThenByDescending(s => s.Classification.Facets.Count(tool.Classification.Facets.Contains))
            .ThenBy(static s => s.Definition.Tool, StringComparer.Ordinal)
            .Take(MostRelated)
            .Select(ToolEntry.Of),
    ];

    private static int SharedWords(string one, string other)
    {
        char[] separators = ['_', '-', '.', '/'];
        return one.Split(separators).Intersect(other.Split(separators), StringComparer.OrdinalIgnoreCase).Count();
    }

    private static ProvenanceView Provenance(ServerRecord server, ToolRecord tool)
    {
        var source = tool.Definition.Source;
        return new ProvenanceView
        {
            FirstSeen = tool.FirstSeen,
            DefinedAt = tool.DefinedAt,
            ClassifiedAt = tool.ClassifiedAt,
            LastSeen = server.LastSeen,
            Classifier = tool.Classification.Classifier,
            DefinitionHash = tool.DefinitionHash,
            Extractor = source?.Extractor,
            Location = SourceLinks.PlaceOrNull(source),
            LocationUrl = SourceLinks.LineOrNull(server, source),
            Repository = server.Repository,
            Source = server.Snapshot.Source,
            Version = server.Snapshot.Version,
            Commit = server.Snapshot.Commit,
        };
    }
}

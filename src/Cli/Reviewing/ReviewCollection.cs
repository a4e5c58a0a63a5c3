using Catalog.Classifier.Overrides;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Disputes;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Reviewing;

/// <summary>Collects what waits for a person from the stored catalog and the overrides in force.</summary>
internal sealed class ReviewCollection(ICatalogReader reader, IDisputeStore disputes, IToolClassifier classifier, OverrideSet overrides)
{
    private const int PageSize = 1000;

    // Under this the classifier itself asks for a review; a tool that is surer waits for another reason.
    private const double Sure = 0.8;

    /// <summary>All of it.</summary>
    /// <param name="limit">How many disputes and how many tools.</param>
    /// <param name="order">Which tools first.</param>
    /// <param name="only">Only tools that wait for this reason; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ReviewReport> CollectAsync(int limit, ReviewOrder order, ReviewReason? only, CancellationToken cancellationToken)
    {
        var doubtful = (await DoubtfulAsync(cancellationToken)).Where(item => only is null || item.Reasons.Contains(only.Value)).ToList();

        // All are read before any is left out: the first of the whole catalog come first, not those of the first page.
        var ordered = order switch
        {
            ReviewOrder.Risk => doubtful.OrderByDescending(static i => i.Verdict.Risk).ThenBy(static i => i.Verdict.Confidence),
            ReviewOrder.Confidence => doubtful.OrderBy(static i => i.Verdict.Confidence),
            _ => doubtful.OrderBy(static _ => 0),
        };
        return new ReviewReport(
            await disputes.ListAsync(limit, cancellationToken),
            await ConflictsAsync(cancellationToken),
            doubtful.Count,
            [.. ordered.ThenBy(static i => i.Server, StringComparer.Ordinal).ThenBy(static i => i.Verdict.Tool, StringComparer.Ordinal).Take(limit)]);
    }

    private async Task<List<ReviewItem>> DoubtfulAsync(CancellationToken cancellationToken)
    {
        var items = new List<ReviewItem>();
        ResultPage<ToolRecord> page;
        do
        {
            page = await reader.SearchToolsAsync(new ToolQuery { ReviewOnly = true, Offset = items.Count, Limit = PageSize }, cancellationToken);
            items.AddRange(page.Items.Select(ItemOf));
        }
        while (page.Items.Count > 0 && items.Count < page.Total);

        return items;
    }

    private ReviewItem ItemOf(ToolRecord tool)
    {
        var verdict = tool.Classification with { Server = tool.Server.Value };
        overrides.FindOrNull(tool.Definition with { Server = tool.Server.Value }, out var isStale);
        List<ReviewReason> reasons =
        [
            .. isStale ? [ReviewReason.StaleOverride] : Array.Empty<ReviewReason>(),
            .. verdict.SecondOpinion is { } opinion && opinion.Category != verdict.Category ? [ReviewReason.SecondOpinion] : Array.Empty<ReviewReason>(),
            .. verdict.Category == Category.Unknown ? [ReviewReason.Unknown] : verdict.Confidence < Sure ? [ReviewReason.Unsure] : Array.Empty<ReviewReason>(),
        ];
        return new ReviewItem(tool.Server.Value, tool.DefinitionHash, reasons.Count > 0 ? reasons : [ReviewReason.Odd], verdict);
    }

    private async Task<IReadOnlyList<OverrideConflict>> ConflictsAsync(CancellationToken cancellationToken)
    {
        var tools = new List<(ToolDefinition Tool, Classification Verdict)>();
        foreach (var (server, tool) in overrides.Entries.Select(static e => (e.Server, e.Tool)).Distinct())
        {
            if (ServerKey.TryParse(server, out var key) && await reader.FindToolOrNullAsync(key, tool, cancellationToken) is { } record)
            {
                var definition = record.Definition with { Server = server };
                tools.Add((definition, classifier.Classify(definition)));
            }
        }

        return OverrideCheck.Conflicts(overrides, tools);
    }
}

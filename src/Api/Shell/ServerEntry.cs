using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Api.Shell;

/// <summary>A server in a list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">The name to show.</param>
/// <param name="Summary">The start of its description; empty where it has none.</param>
/// <param name="Version">The version that was read; null where its source has none.</param>
/// <param name="Tools">How many tools it offers.</param>
/// <param name="ByCategory">Them by category.</param>
/// <param name="ByRisk">Them by risk.</param>
/// <param name="LastSeen">When a crawl looked at it last.</param>
/// <param name="Page">Its page.</param>
internal sealed record ServerEntry(
    string Key,
    string Title,
    string Summary,
    string? Version,
    int Tools,
    IReadOnlyDictionary<Category, int> ByCategory,
    IReadOnlyDictionary<Risk, int> ByRisk,
    DateTimeOffset LastSeen,
    string Page)
{
    public static ServerEntry Of(ServerSummary summary) => new(
        summary.Server.Key.Value,
        ServerTitles.Of(summary.Server),
        Words.Summary(summary.Server.Description),
        summary.Server.Snapshot.Version,
        summary.Tools,
        summary.ByCategory,
        summary.ByRisk,
        summary.Server.LastSeen,
        Links.Server(summary.Server.Key).Value);
}

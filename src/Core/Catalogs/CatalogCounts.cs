using Catalog.Core.Classifications;

namespace Catalog.Core.Catalogs;

/// <summary>The figures of the whole catalog.</summary>
/// <param name="Servers">Stored servers.</param>
/// <param name="Tools">Their tools.</param>
/// <param name="ByCategory">Tools of each category; categories without any are left out.</param>
/// <param name="ByRisk">Tools of each risk; risks without any are left out.</param>
/// <param name="Review">Tools that a person should look at.</param>
/// <param name="LastSeen">When a crawl last looked at any server; null for an empty catalog.</param>
public sealed record CatalogCounts(
    int Servers,
    int Tools,
    IReadOnlyDictionary<Category, int> ByCategory,
    IReadOnlyDictionary<Risk, int> ByRisk,
    int Review,
    DateTimeOffset? LastSeen);

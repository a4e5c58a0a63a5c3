using Catalog.Api.Shell;
using Catalog.Core.Catalogs;

namespace Catalog.Api.Home;

/// <summary>The catalog at a glance.</summary>
/// <param name="Counts">Its figures.</param>
/// <param name="Recent">The servers that a crawl looked at last.</param>
/// <param name="Critical">Tools of the worst risk, one for each server.</param>
/// <param name="Example">One of them with the words that carry its verdict; null where there is none.</param>
internal sealed record HomeView(CatalogCounts Counts, IReadOnlyList<ServerEntry> Recent, IReadOnlyList<ToolEntry> Critical, HomeExample? Example);

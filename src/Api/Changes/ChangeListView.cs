using Catalog.Api.Search;
using Catalog.Api.Shell;

namespace Catalog.Api.Changes;

/// <summary>A list of changes with its filters.</summary>
/// <param name="Filter">What it is narrowed by.</param>
/// <param name="Sentence">The filters and the count in words.</param>
/// <param name="Filters">What it can be narrowed by.</param>
/// <param name="Changes">The newest first.</param>
/// <param name="Paging">Which part that is.</param>
internal sealed record ChangeListView(ChangeFilter Filter, string Sentence, IReadOnlyList<FilterGroup> Filters, IReadOnlyList<ChangeEntry> Changes, Paging Paging);

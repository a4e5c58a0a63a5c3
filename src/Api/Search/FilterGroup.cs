namespace Catalog.Api.Search;

/// <summary>The ways to narrow a list by one property; those that would leave nothing are left out.</summary>
/// <param name="Name">The property.</param>
/// <param name="Options">In the order of the taxonomy.</param>
internal sealed record FilterGroup(string Name, IReadOnlyList<FilterOption> Options);

namespace Catalog.Api.Search;

/// <summary>One way to narrow a list further, or to widen it again.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Count">How many tools the list has then.</param>
/// <param name="IsSelected">True where the list is narrowed by it already; the link takes it away then.</param>
/// <param name="Url">The list then.</param>
internal sealed record FilterOption(string Label, int Count, bool IsSelected, string Url);

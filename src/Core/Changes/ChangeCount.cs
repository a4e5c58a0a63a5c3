namespace Catalog.Core.Changes;

/// <summary>How many changes of a kind there are.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Total">All of them.</param>
/// <param name="Marked">Those at which a person should look.</param>
public sealed record ChangeCount(ChangeKind Kind, int Total, int Marked);

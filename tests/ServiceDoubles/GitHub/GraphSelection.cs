namespace Catalog.ServiceDoubles.GitHub;

/// <summary>One field that a query asks for.</summary>
/// <param name="Alias">The name of its answer.</param>
/// <param name="Name">The field; <c>... on TYPE</c> for a fragment.</param>
/// <param name="Arguments">Its arguments, variables put in.</param>
/// <param name="Children">What is asked of its value; empty for a plain value.</param>
public sealed record GraphSelection(string Alias, string Name, IReadOnlyDictionary<string, object?> Arguments, IReadOnlyList<GraphSelection> Children);

namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>One tool of a synthetic server.</summary>
/// <param name="Name">Its name, snake case.</param>
/// <param name="Description">What it says it does.</param>
/// <param name="Arguments">Names of its arguments with their descriptions; all are texts.</param>
public sealed record SyntheticTool(string Name, string Description, IReadOnlyList<(string Name, string Description)> Arguments);

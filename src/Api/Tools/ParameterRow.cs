namespace Catalog.Api.Tools;

/// <summary>One parameter of a tool, or a member of one.</summary>
/// <param name="Path">Its name, with the names that it is inside of: <c>filter.tags[]</c>.</param>
/// <param name="Depth">0 for a parameter itself.</param>
/// <param name="Type">What the schema says of its type, in words; empty where it says nothing.</param>
/// <param name="IsRequired">True where a call without it is invalid.</param>
/// <param name="Description">The author's words; null where there are none.</param>
/// <param name="Constraints">Allowed values, bounds, default: each as <c>name: value</c>.</param>
internal sealed record ParameterRow(string Path, int Depth, string Type, bool IsRequired, string? Description, IReadOnlyList<string> Constraints);

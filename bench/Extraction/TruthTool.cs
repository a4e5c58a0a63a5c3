namespace Catalog.Bench.Extraction;

/// <summary>One known tool.</summary>
internal sealed record TruthTool(string Name, string? Description, IReadOnlySet<string> Parameters, IReadOnlySet<string> Required);

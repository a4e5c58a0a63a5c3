namespace Catalog.Storage.Transfers;

/// <summary>A tool with its definitions.</summary>
internal sealed record MovedTool(string Name, long FirstSeen, IReadOnlyList<MovedDefinition> Definitions);

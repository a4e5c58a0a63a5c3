namespace Catalog.Bench.ExtractionFuzz;

/// <summary>One file of a case.</summary>
/// <param name="Path">Inside the case's source folder, <c>/</c> between parts.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record FuzzFile(string Path, byte[] Content);

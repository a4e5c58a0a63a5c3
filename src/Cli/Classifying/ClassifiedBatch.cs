namespace Catalog.Cli.Classifying;

/// <summary>What became of a run of lines.</summary>
/// <param name="Text">A JSON line for each classification, in the order of the lines; empty where there is none.</param>
/// <param name="Problems">A sentence without a full stop for each line that could not be read, with its number.</param>
internal sealed record ClassifiedBatch(string Text, IReadOnlyList<string> Problems);

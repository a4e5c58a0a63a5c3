namespace Catalog.Cli.Classifying;

/// <summary>What became of one line.</summary>
/// <param name="Text">The classification as one line; null for a line that could not be read.</param>
/// <param name="Problem">Why it could not be read, without a full stop; null else.</param>
internal sealed record ClassifiedLine(string? Text, string? Problem);

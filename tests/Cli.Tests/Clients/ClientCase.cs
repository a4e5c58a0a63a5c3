namespace Catalog.Cli.Tests.Clients;

/// <summary>A client's configuration before and after.</summary>
/// <param name="Note">What it is about.</param>
/// <param name="Client">The client.</param>
/// <param name="Token">The variable of the token; null for none.</param>
/// <param name="Before">The lines of the file; none for a file that is not there.</param>
/// <param name="After">The lines after; null where it is refused.</param>
/// <param name="Problem">A part of the refusal; null where it is not refused.</param>
internal sealed record ClientCase(string Note, string Client, string? Token, IReadOnlyList<string> Before, IReadOnlyList<string>? After, string? Problem);

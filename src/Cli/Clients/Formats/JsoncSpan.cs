namespace Catalog.Cli.Clients.Formats;

/// <summary>A piece of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Just behind its end.</param>
internal sealed record JsoncSpan(int Start, int End);

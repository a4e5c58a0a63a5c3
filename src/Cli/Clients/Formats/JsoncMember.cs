namespace Catalog.Cli.Clients.Formats;

/// <summary>A member of an object, with its place in the text.</summary>
/// <param name="Name">Its name, without escapes.</param>
/// <param name="Whole">Name and value.</param>
/// <param name="Value">The value alone.</param>
internal sealed record JsoncMember(string Name, JsoncSpan Whole, JsoncSpan Value);

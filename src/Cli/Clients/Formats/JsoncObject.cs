namespace Catalog.Cli.Clients.Formats;

/// <summary>An object with its place in the text.</summary>
/// <param name="Span">From brace to brace.</param>
/// <param name="Members">Its members, in their order.</param>
internal sealed record JsoncObject(JsoncSpan Span, IReadOnlyList<JsoncMember> Members)
{
    /// <summary>A name that stands there more than once; null where none does.</summary>
    public string? Twice => Members.GroupBy(static m => m.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1)?.Key;

    public JsoncMember? FindOrNull(string name) => Members.FirstOrDefault(member => member.Name == name);
}

namespace Catalog.Api.Shell;

/// <summary>A whole attribute, or none, for a hole between the attributes of a tag.</summary>
/// <param name="Name">Written in the source, never taken from outside.</param>
/// <param name="Value">Escaped; null writes the name alone.</param>
/// <param name="IsPresent">False writes nothing.</param>
internal readonly record struct HtmlAttribute(string Name, string? Value, bool IsPresent)
{
    public static HtmlAttribute If(bool condition, string name, string? value = null) => new(name, value, condition);
}

namespace Catalog.Api.Shell;

/// <summary>
/// Markup that is safe to send. Made by <see cref="Of(HtmlHandler)"/> from an interpolated string: what stands in the source is trusted, every
/// hole is escaped for the place where it stands, and a hole in a place where escaping is not enough is a bug that throws.
/// </summary>
internal sealed class Html
{
    private readonly string _text;

    private Html(string text) => _text = text;

    public static Html Empty { get; } = new("");

    /// <summary>The markup of an interpolated string.</summary>
    public static Html Of(HtmlHandler markup) => new(markup.Take());

    /// <summary>The parts one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(static p => p._text)));

    /// <summary>The parts with a text between them, which is escaped.</summary>
    public static Html Join(string separator, IEnumerable<Html> parts) => new(string.Join(Escaping.Attribute(separator), parts.Select(static p => p._text)));

    /// <summary>Text where no element may stand (<c>title</c>, <c>textarea</c>, <c>option</c>): hidden characters are written as ⟨U+202E⟩.</summary>
    public static Html Plain(string? text) => new(Escaping.Attribute(text ?? ""));

    /// <summary>Text with hidden characters made visible.</summary>
    public static Html Text(string? text) => new(Escaping.Text(text ?? ""));

    /// <summary>Text of which nothing but line ends and these characters is known: written as it is, for what must be copied byte by byte.</summary>
    public static Html Verbatim(string text) => new(Escaping.Verbatim(text));

    /// <summary>The markup where a condition holds, else nothing.</summary>
    public static Html If(bool condition, Func<Html> markup) => condition ? markup() : Empty;

    public override string ToString() => _text;
}

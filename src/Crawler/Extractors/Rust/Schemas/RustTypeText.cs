using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Schemas;

/// <summary>Types that an attribute holds as a text: <c>"Option&lt;Vec&lt;String&gt;&gt;"</c>.</summary>
internal static class RustTypeText
{
    private const int Deepest = 16;

    /// <summary>The type as the lowering writes it.</summary>
    public static FactNode Parse(string text, FactNode at)
    {
        var position = 0;
        return Read(text, ref position, at, 0);
    }

    private static FactNode Read(string text, ref int position, FactNode at, int depth)
    {
        var start = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ','))
        {
            position++;
        }

        var name = new FactNode(FactKind.Name, text[start..position].Trim(), [], at.Line, at.Column);
        if (position >= text.Length || text[position] != '<' || depth > Deepest)
        {
            return name;
        }

        var parts = new List<FactNode> { name };
        do
        {
            position++;
            parts.Add(Read(text, ref position, at, depth + 1));
        }
        while (position < text.Length && text[position] == ',');
        position++;
        return new FactNode(FactKind.Index, null, [.. parts], at.Line, at.Column);
    }
}

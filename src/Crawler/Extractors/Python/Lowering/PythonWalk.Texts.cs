using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <content>Texts, plain and with substitutions.</content>
internal sealed partial class PythonWalk
{
    private FactNode Text(SyntaxNode node)
    {
        var parts = new List<FactNode>();
        if (node.Type == "string")
        {
            OneText(node, parts);
        }
        else
        {
            foreach (var child in node.Children)
            {
                if (child.Type == "string")
                {
                    OneText(child, parts);
                }
            }
        }

        if (parts.TrueForAll(static p => p.Kind == FactKind.String))
        {
            return Facts.Make(FactKind.String, node, string.Concat(parts.Select(static p => p.Text)));
        }

        return Facts.Make(FactKind.Template, node, [.. parts]);
    }

    private void OneText(SyntaxNode node, List<FactNode> parts)
    {
        var prefix = node.Tree.Text(node.Start, Math.Min(node.End, node.Start + 6));
        var letters = prefix.Length - prefix.AsSpan().TrimStart("rRbBuUfFtT").Length;
        var isRaw = prefix.AsSpan(0, letters).ContainsAny('r', 'R');
        var isFormat = prefix.AsSpan(0, letters).ContainsAny("fFtT");
        var after = prefix.AsSpan(letters);
        var quote = after.StartsWith("\"\"\"") || after.StartsWith("'''") ? 3 : 1;
        var from = node.Start + letters + quote;
        var end = Math.Max(from, node.End - quote);
        foreach (var child in node.Children)
        {
            if (child.Type == "interpolation")
            {
                Fragment(node, from, child.Start, isRaw, isFormat, parts);
                parts.Add(Interpolation(child));
                from = child.End;
            }
        }

        Fragment(node, from, Math.Max(from, end), isRaw, isFormat, parts);
    }

    /// <summary>A substitution with a format is not modelled, unless it asks for the plain text.</summary>
    private FactNode Interpolation(SyntaxNode node)
    {
        var isPlain = true;
        foreach (var child in node.Children)
        {
            isPlain &= child.Type is not "format_specifier" && (child.Type != "type_conversion" || child.Text == "!s");
        }

        var value = Expression(node.FirstNamed);
        return isPlain ? Facts.Make(FactKind.Call, node, Synthetic(node, "__text__"), value) : Facts.Opaque(node, value);
    }

    private void Fragment(SyntaxNode node, int start, int end, bool isRaw, bool isFormat, List<FactNode> parts)
    {
        if (end <= start)
        {
            return;
        }

        var text = node.Tree.Text(start, end);
        text = isRaw ? text : PythonText.Unescape(text);
        text = isFormat ? text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : text;
        parts.Add(Facts.Make(FactKind.String, node, text));
    }
}

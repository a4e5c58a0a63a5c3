using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <content>Strings, symbols and heredocs.</content>
internal sealed partial class RubyWalk
{
    private FactNode Text(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "character":
                return Facts.Make(FactKind.String, node, RubyText.Escape(node.Text.TrimStart('?')));
            case "chained_string":
                var texts = new List<FactNode>();
                foreach (var child in node.Children)
                {
                    if (child.Type == "string")
                    {
                        texts.Add(Text(child));
                    }
                }

                return Joined(node, texts);
            case "heredoc_beginning":
                return Heredoc(node, heredocs.BodyOf(node));
            default:
                return Joined(node, IsRaw(node) ? RawParts(node) : Parts(node));
        }
    }

    /// <summary>True where only the quote and the backslash are escaped.</summary>
    private static bool IsRaw(SyntaxNode node) => node.Type is "string" or "delimited_symbol" && node.Bytes is [(byte)'\'', ..] or [(byte)'%', (byte)'q' or (byte)'w' or (byte)'i', ..] or [(byte)':', (byte)'\'', ..];

    private List<FactNode> RawParts(SyntaxNode node)
    {
        var text = new System.Text.StringBuilder();
        foreach (var child in node.Children)
        {
            text.Append(child.Type is "string_content" or "escape_sequence" ? child.Text : "");
        }

        return [Facts.Make(FactKind.String, node, RubyText.Single(text.ToString()))];
    }

    private List<FactNode> Parts(SyntaxNode node)
    {
        var parts = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "string_content" or "heredoc_content":
                    parts.Add(Facts.Make(FactKind.String, child, child.Text));
                    break;
                case "escape_sequence":
                    parts.Add(Facts.Make(FactKind.String, child, RubyText.Escape(child.Text)));
                    break;
                case "interpolation":
                    parts.Add(child.FirstNamed.Exists ? Expression(child.FirstNamed) : Facts.Make(FactKind.String, child, ""));
                    break;
                default:
                    break;
            }
        }

        return parts;
    }

    /// <summary>One text where every part is one.</summary>
    private FactNode Joined(SyntaxNode node, List<FactNode> parts) =>
        parts.TrueForAll(static p => p.Kind == FactKind.String) ? Facts.Make(FactKind.String, node, string.Concat(parts.Select(static p => p.Text))) : Facts.Make(FactKind.Template, node, [.. parts]);

    /// <summary>The lines below; after <c>&lt;&lt;~</c> without the indentation that all of them share, which is told from the source and not from what is put in.</summary>
    private FactNode Heredoc(SyntaxNode node, SyntaxNode body)
    {
        if (!body.Exists)
        {
            return Facts.Opaque(node);
        }

        var mark = node.Text;
        var raw = mark.EndsWith('\'');
        var isFirst = true;
        var indent = mark.StartsWith("<<~", StringComparison.Ordinal) ? RubyText.Indent(Lines(body)) : 0;
        var parts = new List<FactNode>();
        foreach (var child in body.Children)
        {
            switch (child.Type)
            {
                case "heredoc_content":
                    // The content starts on the line of the beginning's end, or behind something that was put in.
                    parts.Add(Facts.Make(FactKind.String, child, RubyText.Outdent(isFirst ? child.Text.TrimStart('\r', '\n') : child.Text, indent, isFirst)));
                    isFirst = false;
                    break;
                case "escape_sequence":
                    parts.Add(Facts.Make(FactKind.String, child, raw ? child.Text : RubyText.Escape(child.Text)));
                    isFirst = false;
                    break;
                case "interpolation":
                    parts.Add(child.FirstNamed.Exists ? Expression(child.FirstNamed) : Facts.Make(FactKind.String, child, ""));
                    isFirst = false;
                    break;
                default:
                    break;
            }
        }

        return Joined(node, parts);
    }

    /// <summary>The lines of a heredoc as written, what is put in shown by one letter.</summary>
    private static string Lines(SyntaxNode body)
    {
        var text = new System.Text.StringBuilder();
        foreach (var child in body.Children)
        {
            text.Append(child.Type switch { "heredoc_content" => text.Length == 0 ? child.Text.TrimStart('\r', '\n') : child.Text, "interpolation" or "escape_sequence" => "x", _ => "" });
        }

        return text.ToString();
    }
}

using System.Collections.Frozen;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <content>Macros and attributes, which the grammar leaves as groups of tokens.</content>
internal sealed partial class RustWalk
{
    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal, "tool", "tool_router", "tool_handler", "tool_box", "mcp_server", "server", "mcp_tool", "serde", "schemars", "json_schema", "cfg", "cfg_attr", "validate");

    private static readonly FrozenSet<string> Lists = FrozenSet.Create(StringComparer.Ordinal, "vec", "concat", "format", "include_str", "env", "option_env", "tool_box", "indoc", "formatdoc", "toolset", "array", "smallvec");

    private IEnumerable<FactNode> Attribute(SyntaxNode node)
    {
        var path = node.FirstNamed;
        var name = PathText(path);
        var last = name[(name.LastIndexOf(':') + 1)..];
        var value = node["value"];
        if (value.Exists)
        {
            return [Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Name, path, last), Expression(value))];
        }

        var group = node["arguments"];
        if (!Attributes.Contains(last))
        {
            return last is "test" or "derive" ? [Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Name, path, name), group.Exists ? Facts.Make(FactKind.String, group, group.Text) : FactNode.Absent)] : [];
        }

        if (last == "cfg_attr")
        {
            // What a build option adds is taken as there: the option decides how an item is made, seldom whether it is.
            var parts = Named(Arguments(_snippets.Items(group)));
            return parts is [{ Kind: not FactKind.Name } or { Text: not "test" }, ..] ? [.. parts.Skip(1).Select(p => p.Kind == FactKind.Name ? Facts.Make(FactKind.Call, node, p) : p).Where(static p => p.Kind == FactKind.Call)] : [];
        }

        return [Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Name, path, last), .. group.Exists ? Named(Arguments(_snippets.Items(group))) : []])];
    }

    /// <summary><c>name = value</c> inside of an attribute is an argument by name.</summary>
    private static FactNode[] Named(FactNode[] arguments) =>
    [
        .. arguments.Select(static a => a is { Kind: FactKind.Assign, Text: "=" } && a[0] is { Kind: FactKind.Name, Text: { } name }
            ? new FactNode(FactKind.Keyword, name, [a[1]], a.Line, a.Column)
            : a.Kind == FactKind.Call ? new FactNode(FactKind.Call, null, [a[0], .. Inside(a.Children[1..])], a.Line, a.Column) : a),
    ];

    private static FactNode[] Inside(FactNode[] arguments) =>
        [.. arguments.Select(static a => a is { Kind: FactKind.Assign } && a[0].Text is { } name ? new FactNode(FactKind.Keyword, name, [a[1]], a.Line, a.Column) : a)];

    private FactNode Macro(SyntaxNode node)
    {
        var name = PathText(node["macro"]);
        var last = name[(name.LastIndexOf(':') + 1)..];
        var group = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            group = child.Type == "token_tree" ? child : group;
        }

        if (!group.Exists)
        {
            return Facts.Opaque(node);
        }

        if (last is "json" or "object" or "json_internal")
        {
            var json = new RustJson(group.Tree, group.Start, group.End, this).Read(group.Line, last == "object");
            return json;
        }

        if (last is "panic" or "unreachable" or "todo" or "unimplemented" or "bail")
        {
            return Facts.Make(FactKind.Throw, node, FactNode.Absent);
        }

        if (!Lists.Contains(last))
        {
            return Facts.Opaque(node);
        }

        var items = Arguments(_snippets.Items(group));
        return last is "vec" or "array" or "smallvec" ? Facts.Make(FactKind.Array, node, items) : Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Name, node, last + "!"), .. Inside(items)]);
    }

    /// <summary>For <see cref="RustJson"/>: an expression between two positions of the file.</summary>
    internal FactNode Embedded(SyntaxTree tree, int start, int end, int line) => Expression(_snippets.Expression(tree, start, end, line - 1));

    /// <summary>For <see cref="RustJson"/>: a fact at a line.</summary>
    internal FactNode At(FactKind kind, string? text, int line, params FactNode[] children) => new(kind, text, children, line, 1);
}

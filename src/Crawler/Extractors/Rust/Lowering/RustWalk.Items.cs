using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <content>
/// Items. A type becomes a <see cref="FactKind.Class"/> whose first argument names what it is (<c>struct</c>, <c>tuple</c>, <c>enum</c>, <c>alias</c>, <c>impl</c>, <c>trait</c>); attributes and doc
/// comments become its decorators, a call each (<c>doc("…")</c>). What only a test build has is left out.
/// </content>
internal sealed partial class RustWalk
{
    /// <summary>What <c>Self</c> means where the walk is; null outside of implementations.</summary>
    private string? _self;

    private FactNode Module(SyntaxNode node, FactNode attributes)
    {
        var body = node["body"];
        return Facts.Make(FactKind.Namespace, node, node["name"].Text, FactFlags.None, body.Exists ? Items(body) : FactNode.Absent, attributes);
    }

    private FactNode Struct(SyntaxNode node, FactNode attributes)
    {
        var body = node["body"];
        var fields = body.Type == "ordered_field_declaration_list" ? TupleFields(body) : body.Exists ? Fields(body) : [];
        var kind = body.Type == "ordered_field_declaration_list" ? "tuple" : "struct";
        return Type(node, kind, FactNode.Absent, Facts.Make(FactKind.Block, node, fields), attributes);
    }

    private FactNode Enum(SyntaxNode node, FactNode attributes)
    {
        var variants = new List<FactNode>();
        WithAttributes(node["body"], (child, own) =>
        {
            if (child.Type != "enum_variant")
            {
                return;
            }

            var body = child["body"];
            var content = body.Type switch
            {
                "field_declaration_list" => Facts.Make(FactKind.Block, body, Fields(body)),
                "ordered_field_declaration_list" => Facts.Make(FactKind.Array, body, TupleFields(body)),
                _ => FactNode.Absent,
            };
            variants.Add(Facts.Make(FactKind.Field, child, child["name"].Text, FactFlags.None, content, FactNode.Absent, FactNode.Absent, own));
        });
        return Type(node, "enum", FactNode.Absent, Facts.Make(FactKind.Block, node, [.. variants]), attributes);
    }

    private FactNode Implementation(SyntaxNode node, FactNode attributes)
    {
        var of = LowerType(node["type"]);
        var name = of.Kind == FactKind.Index ? of[0].Text : of.Text;
        var body = node["body"];
        var before = _self;
        _self = name;
        var items = body.Exists ? Items(body) : FactNode.Absent;
        _self = before;
        return Type(node, "impl", LowerType(node["trait"]), items, attributes, name);
    }

    private FactNode Type(SyntaxNode node, string kind, FactNode other, FactNode body, FactNode attributes, string? name = null) =>
        Facts.Make(FactKind.Class, node, name ?? node["name"].Text, FactFlags.None, Facts.Make(FactKind.Arguments, node, Facts.Make(FactKind.Keyword, node, kind, FactFlags.None, other)), body, attributes);

    private FactNode[] Fields(SyntaxNode body)
    {
        var fields = new List<FactNode>();
        WithAttributes(body, (child, own) =>
        {
            if (child.Type == "field_declaration")
            {
                fields.Add(Facts.Make(FactKind.Field, child, child["name"].Text, FactFlags.None, FactNode.Absent, FactNode.Absent, LowerType(child["type"]), own));
            }
        });
        return [.. fields];
    }

    private FactNode[] TupleFields(SyntaxNode body)
    {
        var fields = new List<FactNode>();
        WithAttributes(body, (child, own) =>
        {
            if (child.Type != "visibility_modifier")
            {
                fields.Add(Facts.Make(FactKind.Field, child, fields.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), FactFlags.None, FactNode.Absent, FactNode.Absent, LowerType(child), own));
            }
        });
        return [.. fields];
    }

    private FactNode Function(SyntaxNode node, FactNode attributes)
    {
        var parameters = new List<FactNode>();
        var end = node["parameters"].Start;
        foreach (var child in node["parameters"].Children)
        {
            if (child.Type == "parameter")
            {
                parameters.Add(Facts.Make(FactKind.Parameter, child, Pattern(child["pattern"]), FactNode.Absent, LowerType(child["type"]), AttributesBetween(child, end)));
            }

            end = child.Type is "parameter" or "self_parameter" ? child.End : end;
        }

        var name = node["name"].Text;
        return Facts.Make(
            FactKind.Function,
            node,
            name,
            FactFlags.None,
            Facts.Make(FactKind.Parameters, node, [.. parameters]),
            node["body"].Exists ? Nested(node["body"], Body) : FactNode.Absent,
            LowerType(node["return_type"]),
            attributes);
    }

    /// <summary>The attributes before a parameter, read off the text: the grammar knows no more than one, and two make an error of the whole list.</summary>
    private FactNode AttributesBetween(SyntaxNode parameter, int start)
    {
        var list = new List<FactNode>();
        var source = parameter.Tree.Source;
        for (var at = start; at + 1 < parameter.Start; at++)
        {
            if (source[at] != '#' || source[at + 1] != '[')
            {
                continue;
            }

            var close = RustSnippet.EndOfGroup(source, at + 1, parameter.Start);
            list.AddRange(Named(Arguments(_snippets.Between(parameter.Tree, at + 2, close - 1, parameter.Line - 1))).Where(static a => a.Kind == FactKind.Call));
            at = close - 1;
        }

        return list.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, parameter, [.. list]);
    }

    private FactNode Items(SyntaxNode node)
    {
        var items = new List<FactNode>();
        WithAttributes(node, (child, attributes) =>
        {
            if (!IsTestOnly(attributes) && Nested(child, n => Item(n, attributes)) is { IsAbsent: false } item)
            {
                items.Add(item);
            }
        });
        return Facts.Make(FactKind.Block, node, [.. items]);
    }

    /// <summary>Goes over children, each with the attributes and doc comments that stand before it.</summary>
    private void WithAttributes(SyntaxNode node, Action<SyntaxNode, FactNode> take)
    {
        var pending = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "line_comment" or "block_comment":
                    if (RustText.DocOrNull(child) is { } doc)
                    {
                        pending.Add(Facts.Make(FactKind.Call, child, Facts.Make(FactKind.Name, child, "doc"), Facts.Make(FactKind.String, child, doc)));
                    }

                    break;
                case "attribute_item":
                    pending.AddRange(Attribute(child.FirstNamed));
                    break;
                case "inner_attribute_item":
                    break;
                default:
                    var isPart = child.Type is "visibility_modifier" or "identifier" or "mutable_specifier" || (child.Type == "type_identifier" && node.Type != "ordered_field_declaration_list");
                    if (child.IsNamed && !isPart)
                    {
                        take(child, pending.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, child, [.. pending]));
                        pending.Clear();
                    }

                    break;
            }
        }
    }

    private static bool IsTestOnly(FactNode attributes) =>
        attributes.Children.Any(static a => a[0].Text == "test" || a[0].Text is { } name && name.EndsWith("::test", StringComparison.Ordinal)
            || (a[0].Text == "cfg" && (a[1] is { Kind: FactKind.Name, Text: "test" } || (a[1].Kind == FactKind.Call && a[1][0].Text == "all" && a[1].Children.Any(static c => c is { Kind: FactKind.Name, Text: "test" })))));
}

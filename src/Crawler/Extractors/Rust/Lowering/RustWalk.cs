using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <summary>
/// One walk over one file of Rust: statements here, the rest in the other parts. A block's last expression becomes its <see cref="FactKind.Return"/>; references, <c>?</c> and <c>.await</c> are
/// passed over, for they say nothing about a constant. A path is one <see cref="FactKind.Name"/> as written (<c>crate::tools::LIST</c>).
/// </summary>
internal sealed partial class RustWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    private const int LongestUse = 8_000;
    private readonly RustSnippet _snippets = new(cancellationToken);

    public new FileFacts File(SyntaxTree tree) => Facts.Finish(Items(tree.Root));

    protected override FactNode StatementAtDepth(SyntaxNode node) => Item(node, FactNode.Absent);

    private FactNode Item(SyntaxNode node, FactNode attributes)
    {
        switch (node.Type)
        {
            case "mod_item":
                return Module(node, attributes);
            case "struct_item" or "union_item":
                return Struct(node, attributes);
            case "enum_item":
                return Enum(node, attributes);
            case "impl_item":
                return Implementation(node, attributes);
            case "trait_item":
                return Type(node, "trait", FactNode.Absent, node["body"].Exists ? Items(node["body"]) : FactNode.Absent, attributes);
            case "type_item" or "associated_type":
                return Type(node, "alias", LowerType(node["type"]), FactNode.Absent, attributes);
            case "function_item" or "function_signature_item":
                return Function(node, attributes);
            case "const_item" or "static_item":
                return Facts.Make(FactKind.Declare, node, "const", FactFlags.None, Facts.Make(FactKind.Declarator, node, Facts.Make(FactKind.Name, node, node["name"].Text), Expression(node["value"])));
            case "use_declaration":
                return Facts.Make(FactKind.Import, node, UseText(node["argument"]));
            case "let_declaration":
                return Facts.Make(FactKind.Declare, node, "const", FactFlags.None, Facts.Make(FactKind.Declarator, node, Pattern(node["pattern"]), Expression(node["value"])));
            case "expression_statement":
                return Statement(node.FirstNamed);
            case "if_expression":
                return If(node, isLast: false);
            case "match_expression":
                return Match(node, isLast: false);
            case "for_expression":
                return Facts.Make(FactKind.ForEach, node, Pattern(node["pattern"]), Expression(node["value"]), Statement(node["body"]));
            case "while_expression":
                return Facts.Make(FactKind.While, node, Expression(node["condition"]), Statement(node["body"]));
            case "loop_expression":
                return Facts.Make(FactKind.While, node, Facts.Make(FactKind.True, node), Statement(node["body"]));
            case "block" or "unsafe_block" or "async_block":
                return Facts.Make(FactKind.Block, node, Statements(node.Type == "block" ? node : node.FirstNamed));
            case "return_expression":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "break_expression":
                return Facts.Make(FactKind.Break, node);
            case "continue_expression":
                return Facts.Make(FactKind.Continue, node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Items(node).Children);
            case "line_comment" or "block_comment" or "attribute_item" or "inner_attribute_item" or "empty_statement" or "macro_definition" or "extern_crate_declaration" or "foreign_mod_item":
                return FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    private static string UseText(SyntaxNode node) => node.Tree is null ? "" : node.Tree.Text(node.Start, Math.Min(node.End, node.Start + LongestUse));

    /// <summary>A block whose last expression is what it gives.</summary>
    private FactNode Body(SyntaxNode node)
    {
        var block = node.Type is "unsafe_block" or "async_block" ? node.FirstNamed : node;
        if (block.Type != "block")
        {
            return Facts.Make(FactKind.Block, node, Tail(node));
        }

        var children = new List<SyntaxNode>();
        foreach (var child in block.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment" or "label" or "attribute_item"))
            {
                children.Add(child);
            }
        }

        var list = new List<FactNode>();
        for (var i = 0; i < children.Count; i++)
        {
            var fact = i == children.Count - 1 ? Tail(children[i]) : Statement(children[i]);
            if (!fact.IsAbsent)
            {
                list.Add(fact);
            }
        }

        return Facts.Make(FactKind.Block, block, [.. list]);
    }

    private FactNode Tail(SyntaxNode node) =>
        node.Type switch
        {
            "if_expression" => Nested(node, n => If(n, isLast: true)),
            "match_expression" => Nested(node, n => Match(n, isLast: true)),
            "block" or "unsafe_block" or "async_block" => Nested(node, Body),
            // `if … {}` as the last thing of a block is wrapped where a semicolon is optional.
            "expression_statement" when node.FirstNamed.Type is "if_expression" or "match_expression" or "block" or "unsafe_block" => Tail(node.FirstNamed),
            "let_declaration" or "expression_statement" or "for_expression" or "while_expression" or "loop_expression" or "return_expression" or "const_item" or "static_item" or "function_item" or "use_declaration"
                or "struct_item" or "enum_item" or "impl_item" or "mod_item" or "empty_statement" or "macro_definition" or "ERROR" => Statement(node),
            _ => Expression(node) is { Kind: not FactKind.Throw } value ? Facts.Make(FactKind.Return, node, value) : Facts.Make(FactKind.Throw, node, FactNode.Absent),
        };

    private FactNode If(SyntaxNode node, bool isLast)
    {
        var links = new List<(SyntaxNode Link, SyntaxNode Then)>();
        var other = FactNode.Absent;
        for (var link = node; ;)
        {
            links.Add((link, link["consequence"]));
            var alternative = link["alternative"].FirstNamed;
            if (alternative.Type == "if_expression" && links.Count < 120)
            {
                link = alternative;
                continue;
            }

            other = alternative.Exists ? Branch(alternative, isLast) : FactNode.Absent;
            break;
        }

        // From the end: a long chain must not recurse as deep here.
        for (var i = links.Count - 1; i >= 0; i--)
        {
            var test = links[i].Link["condition"];
            var text = test.Exists ? FactBuilder.Excerpt(test) : null;
            var then = Branch(links[i].Then, isLast);
            var bound = test.Type == "let_condition" ? Bound(test["pattern"], Expression(test["value"])) : [];
            then = bound.Length > 0 ? Facts.Make(FactKind.Block, links[i].Then, [.. bound, .. then.Children]) : then;
            other = Facts.Make(FactKind.If, links[i].Link, text, FactFlags.None, Expression(test), then, other);
        }

        return other;
    }

    /// <summary>A pattern with one name in it gives that name what is looked at: <c>Value::Object(map)</c>, <c>Some(x)</c>.</summary>
    private FactNode[] Bound(SyntaxNode pattern, FactNode subject) =>
        pattern.Type is "tuple_struct_pattern" or "identifier" && Pattern(pattern) is { Kind: FactKind.Name } name
            ? [Facts.Make(FactKind.Declare, pattern, "const", FactFlags.None, Facts.Make(FactKind.Declarator, pattern, name, subject))]
            : [];

    private FactNode Branch(SyntaxNode node, bool isLast) => isLast ? Nested(node, Body) : Statement(node);

    private FactNode Match(SyntaxNode node, bool isLast)
    {
        var subject = Expression(node["value"]);
        var list = new List<FactNode> { subject };
        foreach (var arm in node["body"].Children)
        {
            if (arm.Type != "match_arm")
            {
                continue;
            }

            var pattern = arm["pattern"];
            var value = arm["value"];
            var body = isLast ? Nested(value, n => n.Type == "block" ? Body(n) : Facts.Make(FactKind.Block, n, Tail(n))) : Facts.Make(FactKind.Block, value, Statement(value));
            foreach (var test in Alternatives(pattern.FirstNamed, pattern))
            {
                list.Add(Facts.Make(FactKind.Case, arm, test, Facts.Make(FactKind.Block, arm, [.. Bound(pattern.FirstNamed, subject), .. body.Children, Facts.Make(FactKind.Break, arm)])));
            }
        }

        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    private List<FactNode> Alternatives(SyntaxNode pattern, SyntaxNode whole)
    {
        var list = new List<FactNode>();
        var open = new Stack<SyntaxNode>([pattern]);
        while (open.TryPop(out var one) && list.Count < 40)
        {
            if (one.Type == "or_pattern")
            {
                foreach (var child in one.Children)
                {
                    if (child.IsNamed)
                    {
                        open.Push(child);
                    }
                }
            }
            else
            {
                list.Add(one.Type switch
                {
                    "string_literal" or "raw_string_literal" or "integer_literal" or "boolean_literal" or "scoped_identifier" or "negative_literal" => Expression(one),
                    "" => whole.Exists && whole.Text.Trim() != "_" ? Facts.Opaque(whole) : FactNode.Absent,
                    "identifier" or "_" => FactNode.Absent,
                    _ => Facts.Opaque(one),
                });
            }
        }

        return list;
    }

    private FactNode Pattern(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "mut_pattern" or "ref_pattern" or "reference_pattern" or "captured_pattern":
                return Pattern(LastNamed(node));
            case "tuple_pattern" or "tuple_struct_pattern":
                var parts = new List<FactNode>();
                foreach (var child in node.Children)
                {
                    if (child.IsNamed && child.Field != "type")
                    {
                        parts.Add(Nested(child, Pattern));
                    }
                }

                // `Some(x)`, `Parameters(x)`: what is inside stands for the whole.
                return node.Type == "tuple_struct_pattern" && parts.Count == 1 ? parts[0] : Facts.Make(FactKind.ArrayPattern, node, [.. parts]);
            default:
                return Facts.Opaque(node);
        }
    }

    private static SyntaxNode LastNamed(SyntaxNode node)
    {
        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type != "mutable_specifier" ? child : last;
        }

        return last;
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <content>Expressions.</content>
internal sealed partial class EcmaWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier" or "undefined" or "property_identifier" or "shorthand_property_identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "string":
                return Facts.Make(FactKind.String, node, StringText(node));
            case "template_string":
                return Template(node);
            case "number":
                return Facts.Make(FactKind.Number, node, node.Text.Replace("_", "", StringComparison.Ordinal));
            case "true":
                return Facts.Make(FactKind.True, node);
            case "false":
                return Facts.Make(FactKind.False, node);
            case "null":
                return Facts.Make(FactKind.Null, node);
            case "regex":
                return Facts.Make(FactKind.Regex, node, node.Text);
            case "this":
                return Facts.Make(FactKind.This, node);
            case "super":
                return Facts.Make(FactKind.Super, node);
            case "parenthesized_expression" or "as_expression" or "satisfies_expression" or "non_null_expression" or "instantiation_expression":
                return Expression(node.FirstNamed);
            case "type_assertion":
                return Expression(LastNamed(node));
            case "array":
                return Facts.Make(FactKind.Array, node, Items(node));
            case "object":
                return Object(node);
            case "spread_element":
                return Facts.Make(FactKind.Spread, node, Expression(node.FirstNamed));
            case "member_expression":
                return Facts.Make(FactKind.Member, node, node["property"].Text, Optional(node), Expression(node["object"]));
            case "subscript_expression":
                return Facts.Make(FactKind.Index, node, null, Optional(node), Expression(node["object"]), Expression(node["index"]));
            case "call_expression":
                return Call(node);
            case "new_expression":
                return Facts.Make(FactKind.New, node, [Expression(node["constructor"]), .. Items(node["arguments"])]);
            case "arrow_function" or "function_expression" or "generator_function" or "function_declaration" or "generator_function_declaration" or "function":
                return Function(node);
            case "class" or "class_declaration" or "abstract_class_declaration":
                return Class(node);
            case "unary_expression":
                return Facts.Make(FactKind.Unary, node, node["operator"].Text, FactFlags.None, Expression(node["argument"]));
            case "binary_expression":
                return Binary(node);
            case "ternary_expression":
                return Facts.Make(
                    FactKind.Conditional,
                    node,
                    FactBuilder.Excerpt(node["condition"]),
                    FactFlags.None,
                    Expression(node["condition"]),
                    Expression(node["consequence"]),
                    Expression(node["alternative"]));
            case "assignment_expression":
                return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Pattern(node["left"]), Expression(node["right"]));
            case "augmented_assignment_expression":
                return Facts.Make(FactKind.Assign, node, node["operator"].Text, FactFlags.None, Expression(node["left"]), Expression(node["right"]));
            case "update_expression":
                return Facts.Make(FactKind.Assign, node, node["operator"].Text, FactFlags.None, Expression(node["argument"]), FactNode.Absent);
            case "await_expression":
                return Facts.Make(FactKind.Await, node, Expression(node.FirstNamed));
            case "yield_expression":
                return Facts.Make(FactKind.Yield, node, Expression(node.FirstNamed));
            case "sequence_expression":
                return Sequence(node);
            case "meta_property":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "statement_block":
                return Block(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Opaque, node, FactBuilder.Excerpt(node), FactFlags.Broken, Statements(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private static SyntaxNode LastNamed(SyntaxNode node)
    {
        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type != "comment" ? child : last;
        }

        return last;
    }

    private static FactFlags Optional(SyntaxNode node) => node["optional_chain"].Exists ? FactFlags.Optional : FactFlags.None;

    private FactNode[] Items(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                list.Add(Expression(child));
            }
        }

        return [.. list];
    }

    private FactNode Call(SyntaxNode node)
    {
        var callee = node["function"];
        var arguments = node["arguments"];
        if (arguments.Type == "template_string")
        {
            return Facts.Make(FactKind.TaggedTemplate, node, Expression(callee), Template(arguments));
        }

        var items = Items(arguments);
        if (callee.Type == "import")
        {
            Facts.AddImport(items.Length > 0 ? Constant(items[0]) : null);
            return Facts.Make(FactKind.ImportCall, node, items.Length > 0 ? items[0] : FactNode.Absent);
        }

        if (callee.Type == "identifier" && callee.Bytes.SequenceEqual("require"u8) && items.Length == 1)
        {
            Facts.AddImport(Constant(items[0]));
        }

        return Facts.Make(FactKind.Call, node, null, Optional(node), [Expression(callee), .. items]);
    }

    private static string? Constant(FactNode node) =>
        node.Kind == FactKind.String ? node.Text : node is { Kind: FactKind.Template, Children: [{ Kind: FactKind.String } only] } ? only.Text : null;

    private FactNode Object(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "pair":
                    list.Add(Facts.Make(FactKind.Property, child, Key(child["key"]), FactFlags.None, Expression(child["value"]), ComputedKey(child["key"])));
                    break;
                case "shorthand_property_identifier":
                    list.Add(Facts.Make(FactKind.Property, child, child.Text, FactFlags.None, Facts.Make(FactKind.Name, child, child.Text)));
                    break;
                case "method_definition":
                    list.Add(Method(child, FactFlags.None));
                    break;
                case "spread_element":
                    list.Add(Expression(child));
                    break;
                case "ERROR":
                    Facts.Errors++;
                    break;
                default:
                    break;
            }
        }

        return Facts.Make(FactKind.Object, node, [.. list]);
    }

    /// <summary>Chains of one operator become one node: a description of a thousand joined lines must not nest a thousand deep.</summary>
    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var operands = new List<SyntaxNode> { node["right"] };
        var left = node["left"];
        while (operation is "+" or "||" or "&&" or "??" && left.Type == "binary_expression" && left["operator"].Text == operation)
        {
            operands.Add(left["right"]);
            left = left["left"];
        }

        operands.Add(left);
        operands.Reverse();
        return Facts.Make(FactKind.Binary, node, operation, FactFlags.None, [.. operands.Select(Expression)]);
    }

    private FactNode Sequence(SyntaxNode node)
    {
        var parts = new List<SyntaxNode>();
        var open = new Stack<SyntaxNode>();
        open.Push(node);
        while (open.TryPop(out var next))
        {
            if (next.Type != "sequence_expression")
            {
                parts.Add(next);
                continue;
            }

            var children = new List<SyntaxNode>();
            foreach (var child in next.Children)
            {
                if (child.IsNamed && child.Type != "comment")
                {
                    children.Add(child);
                }
            }

            for (var i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }

        return Facts.Make(FactKind.Sequence, node, [.. parts.Select(Expression)]);
    }

    /// <summary>The text between substitutions is cut from the source by position: how the grammar splits it into fragments does not matter.</summary>
    private FactNode Template(SyntaxNode node)
    {
        var parts = new List<FactNode>();
        var from = node.Start + 1;
        foreach (var child in node.Children)
        {
            if (child.Type == "template_substitution")
            {
                Fragment(node, from, child.Start, parts);
                parts.Add(Expression(child.FirstNamed));
                from = child.End;
            }
        }

        Fragment(node, from, Math.Max(from, node.End - 1), parts);
        return Facts.Make(FactKind.Template, node, [.. parts]);
    }

    private void Fragment(SyntaxNode template, int start, int end, List<FactNode> parts)
    {
        if (end > start)
        {
            parts.Add(Facts.Make(FactKind.String, template, EcmaText.Unescape(template.Tree.Text(start, end), template: true)));
        }
    }

    private static string StringText(SyntaxNode node) =>
        node.End - node.Start < 2 ? "" : EcmaText.Unescape(node.Tree.Text(node.Start + 1, node.End - 1), template: false);

    /// <summary>The key of a member as text; null where it is computed.</summary>
    private static string? Key(SyntaxNode node) =>
        node.Type switch
        {
            "computed_property_name" => null,
            "string" => StringText(node),
            _ => node.Text,
        };

    private FactNode ComputedKey(SyntaxNode node) => node.Type == "computed_property_name" ? Expression(node.FirstNamed) : FactNode.Absent;
}

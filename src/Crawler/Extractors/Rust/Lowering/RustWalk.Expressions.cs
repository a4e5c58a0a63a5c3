using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <content>Expressions.</content>
internal sealed partial class RustWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "string_literal" or "raw_string_literal":
                return Facts.Make(FactKind.String, node, RustText.Value(node.Text));
            case "char_literal":
                return Facts.Make(FactKind.String, node, RustText.Value("\"" + node.Text.Trim('\'') + "\""));
            case "integer_literal" or "float_literal":
                return Facts.Make(FactKind.Number, node, Number(node.Text));
            case "boolean_literal":
                return Facts.Make(node.Text == "true" ? FactKind.True : FactKind.False, node);
            case "self":
                return Facts.Make(FactKind.This, node);
            case "identifier" or "crate" or "super" or "metavariable":
                Facts.AddImport(node.Text);
                return Facts.Make(FactKind.Name, node, node.Text);
            case "scoped_identifier":
                return Path(node);
            case "generic_function":
                return Generic(node);
            case "call_expression":
                return Facts.Make(FactKind.Call, node, [Expression(node["function"]), .. Arguments(node["arguments"])]);
            case "field_expression":
                return Facts.Make(FactKind.Member, node, node["field"].Text, FactFlags.None, Expression(node["value"]));
            case "reference_expression":
                return Expression(node["value"]);
            case "try_expression" or "await_expression" or "parenthesized_expression" or "try_block":
                return Expression(node.FirstNamed);
            case "type_cast_expression":
                return Expression(node["value"]);
            case "unary_expression":
                return node.Bytes is [(byte)'*', ..] ? Expression(node.FirstNamed) : Facts.Make(FactKind.Unary, node, node.Bytes is [(byte)'!', ..] ? "!" : "-", FactFlags.None, Expression(node.FirstNamed));
            case "binary_expression":
                return Binary(node);
            case "assignment_expression":
                return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Expression(node["left"]), Expression(node["right"]));
            case "compound_assignment_expr":
                return Facts.Make(FactKind.Assign, node, node["operator"].Text, FactFlags.None, Expression(node["left"]), Expression(node["right"]));
            case "array_expression":
                return Facts.Make(FactKind.Array, node, Arguments(node));
            case "tuple_expression" or "unit_expression":
                return Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, Arguments(node));
            case "index_expression":
                return Facts.Make(FactKind.Index, node, Arguments(node));
            case "struct_expression":
                return StructLiteral(node);
            case "closure_expression":
                return Closure(node);
            case "if_expression" or "match_expression" or "block" or "unsafe_block" or "async_block":
                return BlockValue(node);
            case "macro_invocation":
                return Macro(node);
            case "let_condition" or "let_chain":
                return Facts.Opaque(node);
            default:
                return Facts.Opaque(node, Inner(node));
        }
    }

    /// <summary>Parts of what is not modelled that may hold registrations.</summary>
    private FactNode[] Inner(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is "closure_expression" or "call_expression" or "block" or "macro_invocation")
            {
                list.Add(Expression(child));
            }
        }

        return [.. list];
    }

    private FactNode[] Arguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment" or "attribute_item"))
            {
                list.Add(Expression(child));
            }
        }

        return [.. list];
    }

    private FactNode Path(SyntaxNode node)
    {
        var text = PathText(node);
        foreach (var part in text.Split("::"))
        {
            Facts.AddImport(part);
        }

        return Facts.Make(FactKind.Name, node, text);
    }

    /// <summary><c>f::&lt;T&gt;</c>: the types are keyword arguments of nobody, so they become an index of the name.</summary>
    private FactNode Generic(SyntaxNode node)
    {
        var function = node["function"];
        var callee = Expression(function);
        var types = new List<FactNode>();
        foreach (var argument in node["type_arguments"].Children)
        {
            if (argument.IsNamed)
            {
                types.Add(LowerType(argument));
            }
        }

        return Facts.Make(FactKind.TaggedTemplate, node, [callee, .. types]);
    }

    private FactNode Binary(SyntaxNode node)
    {
        // Chains lean to the left and can be long: they are gone through, not recursed.
        var parts = new Stack<(SyntaxNode Node, SyntaxNode Right)>();
        var left = node;
        while (left.Type == "binary_expression" && parts.Count < 4_000)
        {
            parts.Push((left, left["right"]));
            left = left["left"];
        }

        var value = Expression(left);
        var depth = 0;
        while (parts.TryPop(out var part))
        {
            if (++depth > 300)
            {
                return Facts.Opaque(node);
            }

            value = Facts.Make(FactKind.Binary, part.Node, part.Node["operator"].Text, FactFlags.None, value, Expression(part.Right));
        }

        return value;
    }

    /// <summary><c>Name { field: value, ..rest }</c>: a <see cref="FactKind.New"/> with arguments by name, the rest as a spread.</summary>
    private FactNode StructLiteral(SyntaxNode node)
    {
        var name = node["name"];
        var parts = new List<FactNode> { name.Type is "generic_type_with_turbofish" or "scoped_type_identifier" or "type_identifier" ? Facts.Make(FactKind.Name, name, PathText(name)) : Expression(name) };
        Facts.AddImport(parts[0].Text?.Split("::")[^1]);
        foreach (var child in node["body"].Children)
        {
            switch (child.Type)
            {
                case "field_initializer":
                    parts.Add(Facts.Make(FactKind.Keyword, child, child["field"].Text, FactFlags.None, Expression(child["value"])));
                    break;
                case "shorthand_field_initializer":
                    parts.Add(Facts.Make(FactKind.Keyword, child, child.FirstNamed.Text, FactFlags.None, Expression(child.FirstNamed)));
                    break;
                case "base_field_initializer":
                    parts.Add(Facts.Make(FactKind.Spread, child, "**", FactFlags.None, Expression(child.FirstNamed)));
                    break;
                default:
                    break;
            }
        }

        return Facts.Make(FactKind.New, node, [.. parts]);
    }

    private FactNode Closure(SyntaxNode node)
    {
        var parameters = new List<FactNode>();
        foreach (var child in node["parameters"].Children)
        {
            if (child.IsNamed)
            {
                parameters.Add(Facts.Make(FactKind.Parameter, child, Pattern(child.Type == "parameter" ? child["pattern"] : child)));
            }
        }

        var body = node["body"];
        return Facts.Make(
            FactKind.Function,
            node,
            null,
            FactFlags.Arrow,
            Facts.Make(FactKind.Parameters, node, [.. parameters]),
            body.Type is "block" or "async_block" ? Nested(body, Body) : Expression(body));
    }

    /// <summary>A branch or block where a value is wanted: a function that is called at once.</summary>
    private FactNode BlockValue(SyntaxNode node)
    {
        var body = node.Type switch
        {
            "if_expression" => Facts.Make(FactKind.Block, node, If(node, isLast: true)),
            "match_expression" => Facts.Make(FactKind.Block, node, Match(node, isLast: true)),
            _ => Body(node),
        };
        var function = Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node), body);
        return Facts.Make(FactKind.Call, node, function);
    }

    private static string Number(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.Ordinal))
        {
            return digits;
        }

        var end = digits.AsSpan().IndexOfAny("iuf");
        return end > 0 ? digits[..end] : digits;
    }
}

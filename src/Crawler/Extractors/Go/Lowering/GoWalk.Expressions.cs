using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <content>Expressions.</content>
internal sealed partial class GoWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier" or "blank_identifier" or "package_identifier" or "field_identifier" or "type_identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "interpreted_string_literal" or "raw_string_literal":
                return Facts.Make(FactKind.String, node, GoText.Unquote(node.Text));
            case "int_literal" or "float_literal":
                return Facts.Make(FactKind.Number, node, GoText.Number(node.Text));
            case "rune_literal":
                return Rune(node);
            case "true":
                return Facts.Make(FactKind.True, node);
            case "false":
                return Facts.Make(FactKind.False, node);
            case "nil":
                return Facts.Make(FactKind.Null, node);
            case "iota":
                return _iota is { } count ? Facts.Make(FactKind.Number, node, count.ToString(System.Globalization.CultureInfo.InvariantCulture)) : Facts.Opaque(node);
            case "parenthesized_expression":
                return Expression(node.FirstNamed);
            case "binary_expression":
                return Binary(node);
            case "unary_expression":
                return Unary(node);
            case "selector_expression":
                return Facts.Make(FactKind.Member, node, node["field"].Text, FactFlags.None, Expression(node["operand"]));
            case "index_expression":
                return Facts.Make(FactKind.Index, node, Expression(node["operand"]), Expression(node["index"]));
            case "slice_expression":
                return Call(node, "$slice", Expression(node["operand"]), Or(node["start"], node), Or(node["end"], node));
            case "call_expression":
                return CallExpression(node);
            case "type_assertion_expression":
                return Call(node, "$assert", Expression(node["operand"]), Type(node["type"]));
            case "type_conversion_expression":
                return Facts.Make(FactKind.Call, node, Type(node["type"]), Expression(node["operand"]));
            case "type_instantiation_expression":
                return Instantiation(node);
            case "func_literal":
                return Function(node, null);
            case "composite_literal":
                return Facts.Make(FactKind.Composite, node, [Type(node["type"]), .. LiteralElements(node["body"])]);
            case "literal_element":
                return Expression(node.FirstNamed);
            case "literal_value":
                return Facts.Make(FactKind.Composite, node, [FactNode.Absent, .. LiteralElements(node)]);
            case "slice_type" or "map_type" or "array_type" or "pointer_type" or "function_type" or "struct_type" or "interface_type" or "channel_type" or "generic_type" or "qualified_type" or "parenthesized_type" or "implicit_length_array_type":
                return TypeAtDepth(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Opaque(node, Statements(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private FactNode Or(SyntaxNode node, SyntaxNode at) => node.Exists ? Expression(node) : Facts.Make(FactKind.Null, at);

    private FactNode Rune(SyntaxNode node)
    {
        var text = GoText.Unquote(node.Text);
        var code = text.Length > 0 && System.Text.Rune.TryGetRuneAt(text, 0, out var rune) ? rune.Value : 0;
        return Facts.Make(FactKind.Number, node, code.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var operands = new List<SyntaxNode>();
        var at = node;
        while (at.Type == "binary_expression" && at["operator"].Text == operation)
        {
            operands.Add(at["right"]);
            at = at["left"];
        }

        operands.Add(at);
        operands.Reverse();
        if (operation is "!=" or "==" && operands.Count == 2 && IsNil(operands[1]) && IsErrorName(operands[0]))
        {
            var failed = Call(node, "$failed", Expression(operands[0]));
            return operation == "!=" ? failed : Facts.Make(FactKind.Unary, node, "!", FactFlags.None, failed);
        }

        return Facts.Make(FactKind.Binary, node, operation, FactFlags.None, [.. operands.Select(Expression)]);
    }

    private static bool IsNil(SyntaxNode node) => node.Type == "nil" || (node.Type == "identifier" && node.Bytes.SequenceEqual("nil"u8));

    private static bool IsErrorName(SyntaxNode node) => node.Type == "identifier" && Failing.IsErrorName(node.Text);

    private FactNode Unary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var operand = Expression(node["operand"]);
        return operation switch
        {
            "&" or "*" => Facts.Make(FactKind.Pointer, node, operation, FactFlags.None, operand),
            "+" => operand,
            "!" or "-" => Facts.Make(FactKind.Unary, node, operation, FactFlags.None, operand),
            _ => Facts.Opaque(node),
        };
    }

    private FactNode CallExpression(SyntaxNode node)
    {
        var function = node["function"];
        var callee = function.Type is "parenthesized_type" ? Type(function) : Expression(function);
        if (node["type_arguments"] is { Exists: true } types)
        {
            callee = Facts.Make(FactKind.Index, node, callee, TypeArguments(types));
        }

        var arguments = new List<FactNode> { callee };
        foreach (var child in node["arguments"].Children)
        {
            if (!child.IsNamed || child.Type == "comment")
            {
                continue;
            }

            // What is spread into the last parameter is given whole: its items keep their conditions.
            arguments.Add(child.Type == "variadic_argument"
                ? Facts.Make(FactKind.Keyword, child, "...", FactFlags.None, Expression(child.FirstNamed))
                : Expression(child));
        }

        return Facts.Make(FactKind.Call, node, [.. arguments]);
    }

    private FactNode Instantiation(SyntaxNode node)
    {
        var parts = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                parts.Add(Type(child));
            }
        }

        return parts.Count == 2
            ? Facts.Make(FactKind.Index, node, parts[0], parts[1])
            : parts.Count > 2 ? Facts.Make(FactKind.Index, node, parts[0], Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, [.. parts.Skip(1)])) : Facts.Opaque(node);
    }

    private List<FactNode> LiteralElements(SyntaxNode body)
    {
        var elements = new List<FactNode>();
        foreach (var child in body.Children)
        {
            if (child.Type == "keyed_element")
            {
                // A bare word is a field of a structure or a constant: only the type says which, so both are kept.
                var key = child["key"].FirstNamed;
                var value = Kept(Expression(child["value"].FirstNamed));
                elements.Add(Facts.Make(FactKind.Property, child, key.Type == "identifier" ? key.Text : null, FactFlags.None, value, Expression(key)));
            }
            else if (child.Type == "literal_element")
            {
                elements.Add(Kept(Expression(child.FirstNamed)));
            }
        }

        return elements;
    }

    private FactNode[] Expressions(SyntaxNode list)
    {
        if (list.Exists && list.Type != "expression_list")
        {
            return [Expression(list)];
        }

        return [.. Named(list).Select(Expression)];
    }

    /// <summary>The named children that are no comments.</summary>
    private static List<SyntaxNode> Named(SyntaxNode list)
    {
        var nodes = new List<SyntaxNode>();
        if (list.Exists && list.Type != "expression_list")
        {
            nodes.Add(list);
            return nodes;
        }

        foreach (var child in list.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                nodes.Add(child);
            }
        }

        return nodes;
    }

    private FactNode Pattern(SyntaxNode node) => node.Text == "_" ? FactNode.Absent : Expression(node);

    /// <summary>What is read from a variable and kept is a copy, where it is a structure.</summary>
    private static FactNode Kept(FactNode value) =>
        value.Kind is FactKind.Name or FactKind.Member or FactKind.Index || value is { Kind: FactKind.Pointer, Text: "*" } ? new FactNode(FactKind.Copy, null, [value], value.Line, value.Column) : value;

    /// <summary>The forms that give a second value where two are asked for: whether it was there.</summary>
    private static FactNode CommaOk(FactNode value) =>
        value.Kind == FactKind.Index
            ? Renamed(value, "$lookup", value.Children)
            : value is { Kind: FactKind.Call } && value[0] is { Kind: FactKind.Name, Text: "$assert" } ? Renamed(value, "$asserted", value.Children.Skip(1)) : value;

    private static FactNode Renamed(FactNode at, string name, IEnumerable<FactNode> arguments) =>
        new(FactKind.Call, null, [new FactNode(FactKind.Name, name, [], at.Line, at.Column), .. arguments], at.Line, at.Column);
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Java.Lowering;

/// <content>Expressions.</content>
internal sealed partial class JavaWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier":
                return Identifier(node, node.Text);
            case "string_literal" or "character_literal":
                return Text(node, JavaText.Literal(node.Text));
            case "decimal_integer_literal" or "hex_integer_literal" or "octal_integer_literal" or "binary_integer_literal" or "decimal_floating_point_literal" or "hex_floating_point_literal":
                return Facts.Make(FactKind.Number, node, Digits(node.Text));
            case "true":
                return Facts.Make(FactKind.True, node);
            case "false":
                return Facts.Make(FactKind.False, node);
            case "null_literal":
                return Facts.Make(FactKind.Null, node);
            case "this":
                return Facts.Make(FactKind.This, node);
            case "super":
                return Facts.Make(FactKind.Super, node);
            case "parenthesized_expression":
                return Expression(node.FirstNamed);
            case "cast_expression":
                return Expression(node["value"]);
            case "field_access":
                return node["field"].Type == "this" ? Facts.Make(FactKind.This, node) : Member(node, Expression(node["object"]), node["field"].Text);
            case "scoped_identifier":
                return Member(node, Expression(node["scope"]), node["name"].Text);
            case "array_access":
                return Facts.Make(FactKind.Index, node, Expression(node["array"]), Expression(node["index"]));
            case "method_invocation":
                return Call(node);
            case "object_creation_expression":
                return New(node);
            case "array_creation_expression":
                return node["value"] is { Exists: true } items ? Value(items) : Facts.Make(FactKind.Array, node);
            case "array_initializer" or "element_value_array_initializer":
                return Facts.Make(FactKind.Array, node, Items(node));
            case "lambda_expression":
                return Scoped(() => Lambda(node));
            case "method_reference":
                return Reference(node);
            case "class_literal":
                return Member(node, TypeName(node.FirstNamed), "class");
            case "unary_expression":
                return Facts.Make(FactKind.Unary, node, node["operator"].Text, FactFlags.None, Expression(node["operand"]));
            case "update_expression":
                return Facts.Make(FactKind.Assign, node, node.HasToken("--") ? "--" : "++", FactFlags.None, Expression(node.FirstNamed), FactNode.Absent);
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
                return Facts.Make(FactKind.Assign, node, node["operator"].Text is { Length: > 0 } operation ? operation : "=", FactFlags.None, Expression(node["left"]), Value(node["right"]));
            case "switch_expression":
                return Immediately(node, Facts.Make(FactKind.Block, node, Switch(node, isValue: true)));
            case "annotation" or "marker_annotation":
                return Annotation(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Opaque, node, FactBuilder.Excerpt(node), FactFlags.Broken, Statements(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private static string Digits(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits.TrimEnd('l', 'L') : digits.TrimEnd('l', 'L', 'f', 'F', 'd', 'D');
    }

    private FactNode[] Items(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
            {
                list.Add(Value(child));
            }
        }

        return [.. list];
    }

    private FactNode Value(SyntaxNode node) => Expression(node);

    private FactNode Call(SyntaxNode node)
    {
        // One call of a chain is two facts deep, so it counts as two levels.
        var name = node["name"].Text + "()";
        var target = node["object"];
        var self = target.Exists ? Nested(target, Expression) : Child(node, "super").Exists ? Facts.Make(FactKind.Super, node) : Facts.Make(FactKind.This, node);
        return Facts.Make(FactKind.Call, node["name"], [Member(node["name"], self, name), .. Items(node["arguments"])]);
    }

    private FactNode New(SyntaxNode node)
    {
        var type = TypeName(node["type"]);
        var body = Child(node, "class_body");
        if (body.Exists)
        {
            _anonymous++;
            type = Scoped(() => Facts.Make(
                FactKind.Class,
                node,
                null,
                FactFlags.None,
                Facts.Make(FactKind.Arguments, node, type),
                Members(body, FactNode.Absent, hasBase: true),
                FactNode.Absent,
                Text(node, "class anonymous"),
                Facts.Make(FactKind.Array, node, TypeOf(node["type"]))));
        }

        return Facts.Make(FactKind.New, node, [type, .. Items(node["arguments"])]);
    }

    private FactNode Lambda(SyntaxNode node)
    {
        var list = new List<FactNode>();
        var parameters = node["parameters"];
        if (parameters.Type == "identifier")
        {
            list.Add(LambdaParameter(parameters, FactNode.Absent));
        }
        else
        {
            foreach (var child in parameters.Children)
            {
                if (child.Type == "identifier")
                {
                    list.Add(LambdaParameter(child, FactNode.Absent));
                }
                else if (child["name"] is { Exists: true } name)
                {
                    list.Add(LambdaParameter(name, TypeOf(child["type"])));
                }
            }
        }

        var body = node["body"];
        return Arrow(node, Facts.Make(FactKind.Parameters, node, [.. list]), body.Type == "block" ? Block(body) : Expression(body));
    }

    private FactNode LambdaParameter(SyntaxNode name, FactNode type)
    {
        Local(name.Text);
        return Facts.Make(FactKind.Parameter, name, Name(name, name.Text), FactNode.Absent, type, FactNode.Absent);
    }

    private FactNode Reference(SyntaxNode node)
    {
        var target = node.FirstNamed;
        var name = LastNamed(node);
        if (node.HasToken("new"))
        {
            return Forwarding(node, TypeName(target), FactKind.New);
        }

        var self = target.Type is "this" or "super" or "identifier" or "field_access" or "method_invocation" or "parenthesized_expression" or "object_creation_expression" ? Expression(target) : TypeName(target);
        return Forwarding(node, Member(node, self, name.Text + "()"));
    }

    /// <summary>Chains of one operator become one node: a description of a thousand joined lines must not nest a thousand deep.</summary>
    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var operands = new List<SyntaxNode> { node["right"] };
        var left = node["left"];
        while (operation is "+" or "||" or "&&" && left.Type == "binary_expression" && left["operator"].Text == operation)
        {
            operands.Add(left["right"]);
            left = left["left"];
        }

        operands.Add(left);
        operands.Reverse();
        return Facts.Make(FactKind.Binary, node, operation, FactFlags.None, [.. operands.Select(Expression)]);
    }
}

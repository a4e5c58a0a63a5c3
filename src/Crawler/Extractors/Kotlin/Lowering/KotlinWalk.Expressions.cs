using Catalog.Crawler.Extractors.Java.Lowering;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Kotlin.Lowering;

/// <content>Expressions.</content>
internal sealed partial class KotlinWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier":
                return node.Text switch
                {
                    "true" => Facts.Make(FactKind.True, node),
                    "false" => Facts.Make(FactKind.False, node),
                    "null" => Facts.Make(FactKind.Null, node),
                    _ => Used(node),
                };
            case "string_literal" or "multiline_string_literal":
                return Template(node);
            case "character_literal":
                return Text(node, JavaText.Literal(node.Text));
            case "number_literal" or "float_literal":
                return Facts.Make(FactKind.Number, node, Digits(node.Text));
            case "true" or "false" or "null":
                return Facts.Make(node.Type switch { "true" => FactKind.True, "false" => FactKind.False, _ => FactKind.Null }, node);
            case "this_expression":
                return Facts.Make(FactKind.This, node);
            case "super_expression":
                return Facts.Make(FactKind.Super, node);
            case "parenthesized_expression" or "annotated_expression" or "labeled_expression":
                return Expression(LastNamed(node));
            case "as_expression":
                return Expression(node["left"]);
            case "navigation_expression":
                return Navigation(node, "");
            case "index_expression":
                return Index(node);
            case "call_expression":
                return Call(node);
            case "infix_expression":
                return Infix(node);
            case "lambda_literal":
                return Lambda(node);
            case "anonymous_function":
                return Scoped(() => Anonymous(node));
            case "callable_reference":
                return Reference(node);
            case "object_literal":
                return Object(node);
            case "if_expression":
                var (test, then, other) = IfParts(node);
                return Facts.Make(FactKind.Conditional, node, FactBuilder.Excerpt(test), FactFlags.None, Expression(test), Or(node, Valued(then)), Or(node, Valued(other)));
            case "when_expression":
                return Immediately(node, Facts.Make(FactKind.Block, node, When(node, isValue: true)));
            case "try_expression":
                return Valued(Child(node, "block"));
            case "binary_expression":
                return Binary(node);
            case "unary_expression":
                return Unary(node);
            case "range_expression":
                return Facts.Opaque(node);
            case "spread_expression":
                return Facts.Make(FactKind.Spread, node, Expression(node.FirstNamed));
            case "collection_literal":
                return Facts.Make(FactKind.Array, node, Items(node));
            case "annotation":
                return Annotation(node);
            case "block":
                return Valued(node);
            case "return_expression":
                return Facts.Make(FactKind.Null, node);
            case "throw_expression":
                return Facts.Opaque(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Opaque, node, FactBuilder.Excerpt(node), FactFlags.Broken, Statements(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private FactNode Or(SyntaxNode at, FactNode value) => value.IsAbsent ? Facts.Make(FactKind.Null, at) : value;

    private FactNode Used(SyntaxNode node, string suffix = "")
    {
        var name = node.Text.Trim('`');
        if (!IsLocal(name))
        {
            Facts.AddImport("./" + name);
        }

        return IsLocal(name) ? Name(node, name) : Identifier(node, name + suffix);
    }

    private static string Digits(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits.TrimEnd('L', 'u', 'U') : digits.TrimEnd('L', 'u', 'U', 'f', 'F');
    }

    private FactNode[] Items(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
            {
                list.Add(Expression(child));
            }
        }

        return [.. list];
    }

    private FactNode Navigation(SyntaxNode node, string suffix)
    {
        var name = LastNamed(node);
        var flags = node.HasToken("?.") ? FactFlags.Optional : FactFlags.None;
        var target = node.FirstNamed;
        return Member(name, target.Type == "identifier" && target.Text is not ("true" or "false" or "null") ? Used(target) : Nested(target, Expression), name.Text.Trim('`') + suffix, flags);
    }

    private FactNode Index(SyntaxNode node)
    {
        var items = Items(node);
        return items.Length == 2 ? Facts.Make(FactKind.Index, node, items[0], items[1]) : Facts.Opaque(node, items);
    }

    private FactNode Call(SyntaxNode node)
    {
        var callee = node.FirstNamed;
        var arguments = new List<FactNode>();

        // `f(a) { b }` is a call of a call in the grammar: both make one call.
        while (callee.Type == "call_expression" && Child(node, "annotated_lambda").Exists && !Child(node, "value_arguments").Exists && !Child(callee, "annotated_lambda").Exists)
        {
            arguments.AddRange(Arguments(Child(callee, "value_arguments")));
            callee = callee.FirstNamed;
        }

        arguments.AddRange(Arguments(Child(node, "value_arguments")));
        if (Child(node, "annotated_lambda") is { Exists: true } trailing)
        {
            arguments.Add(Facts.Make(FactKind.Keyword, trailing, "{}", FactFlags.None, Expression(Child(trailing, "lambda_literal"))));
        }

        var target = callee.Type switch
        {
            "identifier" => Used(callee, "()"),
            "navigation_expression" => Navigation(callee, "()"),
            _ => Expression(callee),
        };
        var at = callee.Type == "navigation_expression" ? LastNamed(callee) : callee;
        return Facts.Make(FactKind.Call, at, [target, .. arguments]);
    }

    private List<FactNode> Arguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type != "value_argument")
            {
                continue;
            }

            var value = LastNamed(child);
            var name = child.FirstNamed;
            var isNamed = name.Type == "identifier" && name.Start != value.Start && child.HasToken("=");
            var isSpread = child.HasToken("*") || value.Type == "spread_expression";
            var fact = value.Type == "spread_expression" ? Expression(value.FirstNamed) : Expression(value);
            list.Add(isNamed ? Facts.Make(FactKind.Keyword, child, name.Text, FactFlags.None, fact) : isSpread ? Facts.Make(FactKind.Spread, child, fact) : fact);
        }

        return list;
    }

    private FactNode Infix(SyntaxNode node)
    {
        var parts = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
            {
                parts.Add(child);
            }
        }

        return parts.Count == 3 ? Facts.Make(FactKind.Call, node, Member(node, Expression(parts[0]), parts[1].Text + "()"), Expression(parts[2])) : Facts.Opaque(node, [.. parts.Select(Expression)]);
    }

    private FactNode Lambda(SyntaxNode node)
    {
        _bodies++;
        var lambda = Scoped(() =>
        {
            var parameters = new List<FactNode>();
            var statements = new List<SyntaxNode>();
            foreach (var child in node.Children)
            {
                if (child.Type == "lambda_parameters")
                {
                    foreach (var part in child.Children)
                    {
                        if (part.IsNamed && part.Type is not ("line_comment" or "block_comment"))
                        {
                            parameters.Add(Facts.Make(FactKind.Parameter, part, Pattern(part), FactNode.Absent, FactNode.Absent, FactNode.Absent));
                        }
                    }
                }
                else if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
                {
                    statements.Add(child);
                }
            }

            if (parameters.Count == 0)
            {
                Local("it");
                parameters.Add(Facts.Make(FactKind.Parameter, node, Name(node, "it"), FactNode.Absent, FactNode.Absent, FactNode.Absent));
            }

            return Arrow(node, Facts.Make(FactKind.Parameters, node, [.. parameters]), LastIsValue(node, statements));
        });
        _bodies--;
        return lambda;
    }

    private FactNode Anonymous(SyntaxNode node)
    {
        var function = Function(node);
        return Arrow(node, function[0], function[1]);
    }

    private FactNode Reference(SyntaxNode node)
    {
        var name = LastNamed(node);
        var target = node.FirstNamed;
        var text = node.Text;
        if (text.EndsWith("::class", StringComparison.Ordinal))
        {
            return Member(node, target.Type == "identifier" ? Used(target) : TypeName(target), "class");
        }

        return target.Start == name.Start
            ? Forwarding(node, Used(name, "()"))
            : Forwarding(node, Member(node, target.Type == "identifier" ? Used(target) : TypeName(target), name.Text + "()"));
    }

    private FactNode Object(SyntaxNode node)
    {
        _anonymous++;
        var (bases, call) = Supertypes(node);
        var type = Scoped(() => Facts.Make(
            FactKind.Class,
            node,
            null,
            FactFlags.None,
            call.Exists ? Facts.Make(FactKind.Arguments, node, TypeName(call.FirstNamed)) : Facts.Make(FactKind.Arguments, node),
            Members(Child(node, "class_body"), Constructor(node, default, call)),
            FactNode.Absent,
            Text(node, "class anonymous"),
            Facts.Make(FactKind.Array, node, [.. bases])));
        return Facts.Make(FactKind.New, node, type);
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
        return Facts.Make(FactKind.Binary, node, operation == "?:" ? "??" : operation, FactFlags.None, [.. operands.Select(Expression)]);
    }

    private FactNode Unary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        return operation switch
        {
            "!!" or "+" => Expression(node["argument"]),
            "++" or "--" => Facts.Make(FactKind.Assign, node, operation, FactFlags.None, Expression(node["argument"]), FactNode.Absent),
            _ => Facts.Make(FactKind.Unary, node, operation, FactFlags.None, Expression(node["argument"])),
        };
    }

    /// <summary>The text between interpolations is cut from the source by position: how the grammar splits it does not matter.</summary>
    private FactNode Template(SyntaxNode node)
    {
        var isRaw = node.Type == "multiline_string_literal";
        var quotes = isRaw ? 3 : 1;
        var parts = new List<FactNode>();
        var from = node.Start + quotes;
        foreach (var child in node.Children)
        {
            if (child.Type == "interpolation")
            {
                Fragment(node, from, child.Start, isRaw, parts);
                parts.Add(Expression(child.FirstNamed));
                from = child.End;
            }
        }

        Fragment(node, from, Math.Max(from, node.End - quotes), isRaw, parts);
        return parts switch
        {
            [] => Text(node, ""),
            [{ Kind: FactKind.String } only] => only,
            _ => Facts.Make(FactKind.Template, node, [.. parts]),
        };
    }

    private void Fragment(SyntaxNode node, int start, int end, bool isRaw, List<FactNode> parts)
    {
        var text = end > start ? node.Tree.Text(start, end) : "";
        var from = 0;

        // The grammar leaves some names behind a `$` in the text.
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('$', at + 1))
        {
            var last = at + 1;
            while (last < text.Length && (char.IsLetterOrDigit(text[last]) || text[last] == '_'))
            {
                last++;
            }

            if (last > at + 1 && !char.IsDigit(text[at + 1]) && (isRaw || at == 0 || text[at - 1] != '\\'))
            {
                Plain(node, text[from..at], isRaw, parts);
                parts.Add(Named(node, text[(at + 1)..last]));
                from = last;
            }
        }

        Plain(node, text[from..], isRaw, parts);
    }

    private FactNode Named(SyntaxNode at, string name)
    {
        if (name == "this")
        {
            return Facts.Make(FactKind.This, at);
        }

        Facts.AddImport("./" + name);
        return Identifier(at, name);
    }

    private void Plain(SyntaxNode node, string text, bool isRaw, List<FactNode> parts)
    {
        if (text.Length > 0)
        {
            parts.Add(Text(node, isRaw ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : JavaText.Unescape(text)));
        }
    }
}

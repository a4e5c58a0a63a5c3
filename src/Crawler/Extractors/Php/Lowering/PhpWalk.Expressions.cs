using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Php.Lowering;

/// <content>Expressions.</content>
internal sealed partial class PhpWalk
{
    private const int MostNestedChains = 60;

    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "string":
                var raw = node.Text;
                return Facts.Make(FactKind.String, node, raw.Length > 1 ? PhpText.Single(raw[(raw.IndexOf('\'', StringComparison.Ordinal) + 1)..^1]) : raw);
            case "encapsed_string":
                return Facts.Make(FactKind.Template, node, Parts(node));
            case "heredoc" or "nowdoc":
                return Heredoc(node);
            case "integer" or "float":
                return Facts.Make(FactKind.Number, node, node.Text.Replace("_", "", StringComparison.Ordinal));
            case "boolean":
                return Facts.Make(node.Text.Equals("true", StringComparison.OrdinalIgnoreCase) ? FactKind.True : FactKind.False, node);
            case "null":
                return Facts.Make(FactKind.Null, node);
            case "variable_name":
                return node.Text == "$this" ? Facts.Make(FactKind.This, node) : Facts.Make(FactKind.Name, node, node.Text);
            case "name" or "qualified_name":
                return ClassName(node);
            case "relative_scope":
                return node.Text == "parent" ? Facts.Make(FactKind.Super, node) : Facts.Make(FactKind.This, node);
            case "array_creation_expression" or "list_literal":
                return Array(node);
            case "parenthesized_expression" or "cast_expression" or "error_suppression_expression" or "by_ref" or "clone_expression" or "sequence_expression" or "throw_expression" or "reference_modifier":
                return node.Type == "throw_expression" ? Facts.Make(FactKind.Throw, node, FactNode.Absent) : Expression(LastNamed(node));
            case "binary_expression":
                return Binary(node);
            case "unary_op_expression":
                return Facts.Make(FactKind.Unary, node, node.Bytes is [(byte)'!', ..] ? "!" : "-", FactFlags.None, Expression(LastNamed(node)));
            case "conditional_expression":
                return Conditional(node);
            case "assignment_expression" or "reference_assignment_expression":
                return Assign(node);
            case "augmented_assignment_expression":
                return Facts.Make(FactKind.Assign, node, node["operator"].Text == ".=" ? "+=" : node["operator"].Text, FactFlags.None, Expression(node["left"]), Expression(node["right"]));
            case "member_access_expression" or "nullsafe_member_access_expression":
                return Facts.Make(FactKind.Member, node, node["name"].Text, FactFlags.None, Expression(node["object"]));
            case "member_call_expression" or "nullsafe_member_call_expression":
                return Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Member, node["name"], node["name"].Text, FactFlags.None, Expression(node["object"])), .. Arguments(node["arguments"])]);
            case "scoped_call_expression":
                return Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Member, node, node["name"].Text, FactFlags.None, Expression(node["scope"])), .. Arguments(node["arguments"])]);
            case "scoped_property_access_expression":
                return Facts.Make(FactKind.Member, node, node["name"].Text.TrimStart('$'), FactFlags.None, Expression(node["scope"]));
            case "class_constant_access_expression":
                var owner = node.FirstNamed;
                var member = LastNamed(node).Text;
                return member == "class" ? Expression(owner) : Facts.Make(FactKind.Member, node, member, FactFlags.None, Expression(owner));
            case "subscript_expression":
                return Subscript(node);
            case "function_call_expression":
                return Facts.Make(FactKind.Call, node, [node["function"].Type is "name" or "qualified_name" ? Facts.Make(FactKind.Name, node["function"], Last(node["function"].Text)) : Expression(node["function"]), .. Arguments(node["arguments"])]);
            case "object_creation_expression":
                return New(node);
            case "arrow_function" or "anonymous_function":
                return Function(node, FactNode.Absent);
            case "match_expression":
                return Match(node);
            default:
                return Facts.Opaque(node);
        }
    }

    private FactNode ClassName(SyntaxNode node)
    {
        var name = Last(node.Text);
        Facts.AddImport(name);
        return Facts.Make(FactKind.Name, node, name);
    }

    private FactNode[] Parts(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var part in node.Children)
        {
            switch (part.Type)
            {
                case "string_content" or "string_value" or "nowdoc_string":
                    list.Add(Facts.Make(FactKind.String, part, part.Text));
                    break;
                case "escape_sequence":
                    list.Add(Facts.Make(FactKind.String, part, PhpText.Escape(part.Text)));
                    break;
                default:
                    if (part.IsNamed)
                    {
                        list.Add(Expression(part));
                    }

                    break;
            }
        }

        return [.. list];
    }

    /// <summary>A heredoc: the indentation of its end is taken from every line, and the last line end is no part of it.</summary>
    private FactNode Heredoc(SyntaxNode node)
    {
        var body = node["value"];
        var end = node["end_tag"];
        var source = node.Tree.Source;
        var from = end.Exists ? end.Start : node.End;
        var indent = 0;
        while (from - 1 - indent >= 0 && source[from - 1 - indent] is (byte)' ' or (byte)'\t')
        {
            indent++;
        }

        if (!body.Exists)
        {
            return Facts.Make(FactKind.String, node, "");
        }

        var parts = new List<FactNode>();
        var text = new StringBuilder();
        var last = body.Start;
        foreach (var part in body.Children)
        {
            if (!part.IsNamed)
            {
                continue;
            }

            text.Append(node.Tree.Text(last, part.Start));
            last = part.End;
            if (part.Type is "string_content" or "nowdoc_string" or "string_value")
            {
                text.Append(part.Text);
            }
            else if (part.Type == "escape_sequence")
            {
                // Kept apart, so that an escaped line end is not taken for the end of a line.
                parts.Add(Facts.Make(FactKind.String, node, PhpText.Outdent(text.ToString(), indent)));
                text.Clear().Append(PhpText.Escape(part.Text));
            }
            else
            {
                parts.Add(Facts.Make(FactKind.String, node, PhpText.Outdent(text.ToString(), indent)));
                text.Clear();
                parts.Add(Expression(part));
            }
        }

        text.Append(node.Tree.Text(last, Math.Max(last, body.End)));
        var rest = PhpText.Outdent(text.ToString(), indent).TrimEnd(' ', '\t');
        parts.Add(Facts.Make(FactKind.String, node, rest.EndsWith('\n') ? rest[..^1].TrimEnd('\r') : rest));
        var first = parts[0].Text is ['\n', .. var tail] ? tail : parts[0].Text;
        parts[0] = Facts.Make(FactKind.String, node, first);
        return parts.Count == 1 ? parts[0] : Facts.Make(FactKind.Template, node, [.. parts]);
    }

    private FactNode Array(SyntaxNode node)
    {
        var items = new List<FactNode>();
        var members = new List<FactNode>();
        var hasKeys = false;
        foreach (var child in node.Children)
        {
            if (child.Type != "array_element_initializer")
            {
                continue;
            }

            var parts = new List<SyntaxNode>();
            foreach (var part in child.Children)
            {
                if (part.IsNamed && part.Type != "comment")
                {
                    parts.Add(part);
                }
            }

            if (parts.Count == 2)
            {
                hasKeys = true;
                var key = Expression(parts[0]);
                var value = Expression(parts[1]);
                members.Add(key.Kind == FactKind.String ? Facts.Make(FactKind.Property, child, key.Text, FactFlags.None, value) : Facts.Make(FactKind.Property, child, null, FactFlags.None, value, key));
            }
            else if (parts.Count == 1)
            {
                var isSpread = parts[0].Type == "variadic_unpacking";
                var value = isSpread ? Facts.Make(FactKind.Spread, child, Expression(parts[0].FirstNamed)) : Expression(parts[0]);
                items.Add(value);
                members.Add(isSpread ? value : Facts.Make(FactKind.Property, child, items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), FactFlags.None, value));
            }
        }

        return hasKeys ? Facts.Make(FactKind.Object, node, [.. members]) : Facts.Make(FactKind.Array, node, [.. items]);
    }

    /// <summary>One operator many times over becomes one node; operators by turns nest, and no deeper than facts may.</summary>
    private FactNode Binary(SyntaxNode node)
    {
        // Texts are put together by long chains that lean to the left.
        var rights = new Stack<(SyntaxNode Node, SyntaxNode Right)>();
        var left = node;
        while (left.Type == "binary_expression" && rights.Count < 400)
        {
            rights.Push((left, left["right"]));
            left = left["left"];
        }

        var value = Expression(left);
        var chain = FactKind.Absent;
        for (var nested = 0; rights.TryPop(out var part);)
        {
            // The dot is among the tokens that are left out of the copied tree.
            var operation = part.Node["operator"] is { Exists: true } written ? written.Text : ".";
            var kind = operation == "." ? FactKind.Template : FactKind.Binary;
            var text = operation == "." ? null : operation;
            if (value.Kind == kind && chain == kind && value.Text == text)
            {
                value = Facts.Make(kind, part.Node, text, FactFlags.None, [.. value.Children, Expression(part.Right)]);
            }
            else if (++nested > MostNestedChains)
            {
                return Facts.Opaque(node);
            }
            else
            {
                value = Facts.Make(kind, part.Node, text, FactFlags.None, value, Expression(part.Right));
            }

            chain = kind;
        }

        return value;
    }

    private FactNode Conditional(SyntaxNode node)
    {
        var test = node["condition"];
        var then = node["body"];
        return then.Exists
            ? Facts.Make(FactKind.Conditional, node, FactBuilder.Excerpt(test), FactFlags.None, Expression(test), Expression(then), Expression(node["alternative"]))
            : Facts.Make(FactKind.Binary, node, "||", FactFlags.None, Expression(test), Expression(node["alternative"]));
    }

    /// <summary><c>$list[] = x</c> adds to a list.</summary>
    private FactNode Assign(SyntaxNode node)
    {
        var left = node["left"];
        if (left.Type == "subscript_expression" && LastNamed(left).Start == left.FirstNamed.Start)
        {
            return Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Member, node, "[]", FactFlags.None, Expression(left.FirstNamed)), Expression(node["right"]));
        }

        return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Expression(left), Expression(node["right"]));
    }

    private FactNode Subscript(SyntaxNode node)
    {
        var index = LastNamed(node);
        return index.Start == node.FirstNamed.Start ? Expression(index) : Facts.Make(FactKind.Index, node, Expression(node.FirstNamed), Expression(index));
    }

    private FactNode New(SyntaxNode node)
    {
        var type = node.FirstNamed;
        var arguments = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            arguments = child.Type == "arguments" ? child : arguments;
        }

        return type.Type is "name" or "qualified_name" ? Facts.Make(FactKind.New, node, [ClassName(type), .. Arguments(arguments)]) : Facts.Opaque(node);
    }

    private FactNode[] Arguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type is not ("argument" or "variadic_unpacking"))
            {
                continue;
            }

            var value = LastNamed(child);
            list.Add(child["name"].Exists
                ? Facts.Make(FactKind.Keyword, child, child["name"].Text, FactFlags.None, Expression(value))
                : value.Type == "variadic_unpacking" ? Facts.Make(FactKind.Spread, child, Expression(value.FirstNamed)) : Expression(value));
        }

        return [.. list];
    }

    private FactNode Match(SyntaxNode node)
    {
        var list = new List<FactNode> { Expression(node["condition"]) };
        foreach (var arm in node["body"].Children)
        {
            if (arm.Type is not ("match_conditional_expression" or "match_default_expression"))
            {
                continue;
            }

            var result = Expression(arm["return_expression"]);
            var body = Facts.Make(FactKind.Block, arm, result.Kind == FactKind.Throw ? result : Facts.Make(FactKind.Return, arm, result));
            var any = false;
            foreach (var test in arm["conditional_expressions"].Children)
            {
                if (test.IsNamed)
                {
                    any = true;
                    list.Add(Facts.Make(FactKind.Case, arm, Expression(test), body));
                }
            }

            if (!any)
            {
                list.Add(Facts.Make(FactKind.Case, arm, FactNode.Absent, body));
            }
        }

        var choice = Facts.Make(FactKind.Block, node, Facts.Make(FactKind.Switch, node, [.. list]));
        return Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node), choice));
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <content>Expressions.</content>
internal sealed partial class RubyWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "string" or "chained_string" or "delimited_symbol" or "heredoc_beginning" or "character" or "bare_string" or "bare_symbol":
                return Text(node);
            case "simple_symbol":
                return Facts.Make(FactKind.String, node, node.Text.TrimStart(':'));
            case "hash_key_symbol":
                return Facts.Make(FactKind.String, node, node.Text);
            case "string_array" or "symbol_array" or "array" or "right_assignment_list":
                return Facts.Make(FactKind.Array, node, Arguments(node));
            case "hash":
                return Facts.Make(FactKind.Object, node, Pairs(node));
            case "integer" or "float":
                return Facts.Make(FactKind.Number, node, node.Text.Replace("_", "", StringComparison.Ordinal));
            case "true":
                return Facts.Make(FactKind.True, node);
            case "false":
                return Facts.Make(FactKind.False, node);
            case "nil":
                return Facts.Make(FactKind.Null, node);
            case "regex":
                return Facts.Make(FactKind.Regex, node, node.Text);
            case "self":
                return Facts.Make(FactKind.This, node);
            case "constant":
                return Constant(node, node.Text);
            case "scope_resolution":
                return Scoped(node);
            case "identifier" or "super":
                return Word(node);
            case "global_variable":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "instance_variable" or "class_variable":
                return Facts.Make(FactKind.Member, node, node.Text, FactFlags.None, Facts.Make(FactKind.This, node));
            case "call" or "yield":
                return Call(node);
            case "element_reference":
                return Element(node);
            case "lambda":
                return Block(node["body"], node["parameters"]);
            case "assignment":
                return Assignment(node);
            case "operator_assignment":
                return OperatorAssignment(node);
            case "conditional":
                return Facts.Make(FactKind.Conditional, node, FactBuilder.Excerpt(node["condition"]), FactFlags.None, Expression(node["condition"]), Expression(node["consequence"]), Expression(node["alternative"]));
            case "binary":
                return Binary(node);
            case "unary":
                return Unary(node);
            case "parenthesized_statements" when Only(node) is { Exists: true } only:
                return Expression(only);
            case "splat_argument":
                return Facts.Make(FactKind.Array, node, Facts.Make(FactKind.Spread, node, Expression(node.FirstNamed)));
            case "rescue_modifier":
                return Expression(node["body"]);
            case "if" or "unless" or "case" or "case_match" or "begin" or "parenthesized_statements" or "if_modifier" or "unless_modifier":
                return AtOnce(node);
            default:
                return Facts.Opaque(node);
        }
    }

    /// <summary>A statement where a value is wanted is a function that is called at once.</summary>
    private FactNode AtOnce(SyntaxNode node) =>
        Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node), Facts.Make(FactKind.Block, node, Nested(node, Last))));

    private static SyntaxNode Only(SyntaxNode node)
    {
        var only = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("comment" or "empty_statement"))
            {
                if (only.Exists)
                {
                    return default;
                }

                only = child;
            }
        }

        return only;
    }

    /// <summary>A name that is looked up in the classes and modules around: they stand with it, the innermost first.</summary>
    private FactNode Constant(SyntaxNode node, string name)
    {
        Facts.AddImport(name[(name.LastIndexOf(':') + 1)..]);
        return Facts.Make(FactKind.Constant, node, name, FactFlags.None, Facts.Make(FactKind.String, node, string.Join(' ', Enumerable.Reverse(_namespaces))));
    }

    private FactNode Scoped(SyntaxNode node)
    {
        var scope = node["scope"];
        return !scope.Exists || IsPath(scope) ? Constant(node, node.Text) : Facts.Make(FactKind.Member, node, node["name"].Text, FactFlags.None, Expression(scope));
    }

    private static bool IsPath(SyntaxNode node)
    {
        for (var depth = 0; depth < 64 && node.Exists; depth++)
        {
            if (node.Type == "constant")
            {
                return true;
            }

            if (node.Type != "scope_resolution")
            {
                return false;
            }

            node = node["scope"];
        }

        return !node.Exists;
    }

    /// <summary>What is assigned to: a variable that is known from here on, a constant under its whole name, a member, an item, or several of them.</summary>
    private FactNode Target(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier":
                _locals.Declare(node.Text);
                return Facts.Make(FactKind.Name, node, _locals.FindOrNull(node.Text));
            case "constant":
                return Facts.Make(FactKind.Name, node, Whole(node.Text));
            case "scope_resolution":
                return Facts.Make(FactKind.Name, node, node.Text.TrimStart(':'));
            case "left_assignment_list" or "destructured_left_assignment":
                var parts = new List<FactNode>();
                foreach (var child in node.Children)
                {
                    if (child.IsNamed)
                    {
                        parts.Add(Nested(child, Target));
                    }
                }

                return Facts.Make(FactKind.ArrayPattern, node, [.. parts]);
            case "rest_assignment":
                return Facts.Make(FactKind.Rest, node, node.FirstNamed.Exists ? Target(node.FirstNamed) : Facts.Make(FactKind.Name, node, "_"));
            default:
                return Expression(node);
        }
    }

    private FactNode Assignment(SyntaxNode node)
    {
        var left = node["left"];
        if (left.Type == "call")
        {
            return Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Member, left, left["method"].Text + "=", FactFlags.None, Expression(left["receiver"])), Expression(node["right"]));
        }

        // The variable is known in its own value already.
        var target = Target(left);
        return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, target, Expression(node["right"]));
    }

    private FactNode OperatorAssignment(SyntaxNode node)
    {
        var target = Target(node["left"]);
        var assign = Facts.Make(FactKind.Assign, node, node["operator"].Text, FactFlags.None, target, Expression(node["right"]));
        return node["operator"].Text is "||=" or "&&=" ? Facts.Make(FactKind.Sequence, node, assign, Expression(node["left"])) : assign;
    }

    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var left = Expression(node["left"]);
        var right = Expression(node["right"]);
        var result = Facts.Make(FactKind.Binary, node, operation switch { "and" => "&&", "or" => "||", _ => operation }, FactFlags.None, left, right);

        // What is appended to a text that a name holds stays in it; a list is the same list afterwards.
        return operation == "<<" && left.Kind is FactKind.Name or FactKind.Member ? Facts.Make(FactKind.Assign, node, "=", FactFlags.None, left, result) : result;
    }

    private FactNode Unary(SyntaxNode node)
    {
        var operand = node["operand"];
        return node["operator"].Text switch
        {
            "!" or "not" => Facts.Make(FactKind.Unary, node, "!", FactFlags.None, Expression(operand)),
            "-" => Facts.Make(FactKind.Unary, node, "-", FactFlags.None, Expression(operand)),
            "+" => Expression(operand),
            _ => Facts.Opaque(node),
        };
    }

    private FactNode[] Pairs(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "pair")
            {
                list.Add(Pair(child));
            }
            else if (child.Type == "hash_splat_argument")
            {
                list.Add(Facts.Make(FactKind.Spread, child, "**", FactFlags.None, Expression(child.FirstNamed)));
            }
        }

        return [.. list];
    }

    private FactNode Pair(SyntaxNode node)
    {
        var key = Expression(node["key"]);
        var value = node["value"].Exists ? Expression(node["value"]) : Word(node["key"]);
        return key.Kind == FactKind.String ? Facts.Make(FactKind.Property, node, key.Text, FactFlags.None, value) : Facts.Make(FactKind.Property, node, null, FactFlags.None, value, key);
    }
}

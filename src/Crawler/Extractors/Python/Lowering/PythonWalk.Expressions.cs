using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <content>Expressions.</content>
internal sealed partial class PythonWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "dotted_name" or "member_type":
                return Dotted(node);
            case "string" or "concatenated_string":
                return Text(node);
            case "integer" or "float":
                return Facts.Make(FactKind.Number, node, node.Text.Replace("_", "", StringComparison.Ordinal));
            case "true":
                return Facts.Make(FactKind.True, node);
            case "false":
                return Facts.Make(FactKind.False, node);
            case "none":
                return Facts.Make(FactKind.Null, node);
            case "ellipsis":
                return Synthetic(node, "Ellipsis");
            case "parenthesized_expression" or "type":
                return Expression(node.FirstNamed);
            case "list" or "list_pattern":
                return Facts.Make(FactKind.Array, node, Items(node));
            case "tuple" or "expression_list" or "pattern_list" or "tuple_pattern":
                return Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, Items(node));
            case "set":
                return Facts.Make(FactKind.Array, node, "set", FactFlags.None, Items(node));
            case "dictionary":
                return Facts.Make(FactKind.Object, node, Pairs(node));
            case "list_splat" or "list_splat_pattern":
                return Facts.Make(FactKind.Spread, node, Expression(node.FirstNamed));
            case "dictionary_splat" or "dictionary_splat_pattern":
                return Facts.Make(FactKind.Spread, node, "**", FactFlags.None, Expression(node.FirstNamed));
            case "keyword_argument":
                return Facts.Make(FactKind.Keyword, node, node["name"].Text, FactFlags.None, Expression(node["value"]));
            case "attribute":
                return Attribute(node);
            case "subscript":
                return Subscript(node);
            case "generic_type":
                return Facts.Make(FactKind.Index, node, Expression(node.FirstNamed), TypeArguments(LastNamed(node)));
            case "union_type":
                return Facts.Make(FactKind.Binary, node, "|", FactFlags.None, Items(node));
            case "call":
                return Call(node);
            case "lambda":
                return Lambda(node);
            case "not_operator":
                return Facts.Make(FactKind.Unary, node, "not", FactFlags.None, Expression(node["argument"]));
            case "unary_operator":
                return Facts.Make(FactKind.Unary, node, node["operator"].Text, FactFlags.None, Expression(node["argument"]));
            case "binary_operator" or "boolean_operator":
                return Binary(node);
            case "comparison_operator":
                return Comparison(node);
            case "conditional_expression":
                return Conditional(node);
            case "named_expression":
                Own(node["name"].Text);
                return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Facts.Make(FactKind.Name, node, node["name"].Text), Expression(node["value"]));
            case "assignment":
                return Assignment(node);
            case "augmented_assignment":
                return Augmented(node);
            case "await":
                return Facts.Make(FactKind.Await, node, Expression(node.FirstNamed));
            case "yield":
                if (_locals.TryPeek(out var names))
                {
                    names.Yields = true;
                }

                return Facts.Make(FactKind.Yield, node, Expression(node.FirstNamed));
            case "as_pattern":
                var alias = LastNamed(node);
                return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Pattern(alias.Type == "as_pattern_target" ? alias.FirstNamed : alias, isOwn: true), Expression(node.FirstNamed));
            case "list_comprehension" or "set_comprehension" or "dictionary_comprehension" or "generator_expression":
                return Comprehension(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Opaque, node, FactBuilder.Excerpt(node), FactFlags.Broken, Statements(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private FactNode Dotted(SyntaxNode node)
    {
        var name = FactNode.Absent;
        foreach (var part in node.Text.Split('.'))
        {
            name = name.IsAbsent ? Facts.Make(FactKind.Name, node, part.Trim()) : Facts.Make(FactKind.Member, node, part.Trim(), FactFlags.None, name);
        }

        return name;
    }

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

    private FactNode[] Pairs(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "pair":
                    list.Add(Pair(child));
                    break;
                case "dictionary_splat":
                    list.Add(Expression(child));
                    break;
                case "ERROR":
                    Facts.Errors++;
                    break;
                default:
                    break;
            }
        }

        return [.. list];
    }

    private FactNode Pair(SyntaxNode node, bool isComputed = false)
    {
        var key = Expression(node["key"]);
        var plain = key.Kind == FactKind.String && !isComputed;
        return Facts.Make(FactKind.Property, node, plain ? key.Text : null, FactFlags.None, Expression(node["value"]), plain ? FactNode.Absent : key);
    }

    /// <summary>Long chains of calls and members nest in the tree; the nesting is bounded by the builder.</summary>
    private FactNode Attribute(SyntaxNode node)
    {
        var target = node["object"];
        return IsSuper(target)
            ? Facts.Make(FactKind.Member, node, node["attribute"].Text, FactFlags.None, Facts.Make(FactKind.Super, target))
            : Facts.Make(FactKind.Member, node, node["attribute"].Text, FactFlags.None, Expression(target));
    }

    private static bool IsSuper(SyntaxNode node) => node.Type == "call" && node["function"] is { Type: "identifier" } name && name.Bytes.SequenceEqual("super"u8);

    private FactNode Subscript(SyntaxNode node)
    {
        var target = Expression(node["value"]);
        var indexes = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Field == "subscript")
            {
                indexes.Add(child);
            }
        }

        if (indexes is [{ Type: "slice" } slice])
        {
            return Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Member, node, "__slice__", FactFlags.None, target), .. SliceParts(slice)]);
        }

        var list = indexes.Select(Expression).ToArray();
        return Facts.Make(FactKind.Index, node, target, list.Length == 1 ? list[0] : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, list));
    }

    /// <summary>Start and end, <c>None</c> where they are left out; a step makes it something that is not modelled.</summary>
    private FactNode[] SliceParts(SyntaxNode slice)
    {
        var parts = slice.Text.Split(':');
        var bounds = new List<FactNode>();
        foreach (var child in slice.Children)
        {
            if (child.IsNamed)
            {
                bounds.Add(Expression(child));
            }
        }

        var none = Facts.Make(FactKind.Null, slice);
        return parts.Length != 2
            ? [Facts.Opaque(slice)]
            : bounds.Count switch { 2 => [bounds[0], bounds[1]], 1 => string.IsNullOrWhiteSpace(parts[0]) ? [none, bounds[0]] : [bounds[0], none], _ => [none, none] };
    }

    private FactNode TypeArguments(SyntaxNode node)
    {
        var list = Items(node);
        return list.Length == 1 ? list[0] : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, list);
    }

    private FactNode Call(SyntaxNode node)
    {
        var callee = node["function"];
        var arguments = node["arguments"];
        if (callee.Type == "attribute" && IsSuper(callee["object"]) && callee["attribute"].Bytes.SequenceEqual("__init__"u8))
        {
            return Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Super, callee), .. Items(arguments)]);
        }

        var items = arguments.Type == "generator_expression" ? [Expression(arguments)] : Items(arguments);
        if (callee.Type is "attribute" or "identifier" && callee.Text is "importlib.import_module" or "import_module" or "__import__" && items is [{ Kind: FactKind.String } module, ..])
        {
            Facts.AddImport(module.Text);
        }

        return Facts.Make(FactKind.Call, node, [Expression(callee), .. items]);
    }

    /// <summary>Chains of one operator become one node: a description of a thousand joined lines must not nest a thousand deep.</summary>
    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var operands = new List<SyntaxNode> { node["right"] };
        var left = node["left"];
        while (operation is "+" or "or" or "and" or "|" && left.Type == node.Type && left["operator"].Text == operation)
        {
            operands.Add(left["right"]);
            left = left["left"];
        }

        operands.Add(left);
        operands.Reverse();
        return Facts.Make(FactKind.Binary, node, operation, FactFlags.None, [.. operands.Select(Expression)]);
    }

    private FactNode Comparison(SyntaxNode node)
    {
        var operands = Items(node);
        var operations = new List<string>();
        foreach (var child in node.Children)
        {
            if (!child.IsNamed || child.Field == "operators")
            {
                operations.Add(string.Join(' ', child.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return operands.Length == 2 && operations.Count > 0
            ? Facts.Make(FactKind.Binary, node, string.Join(' ', operations) switch { "is" => "==", "is not" or "<>" => "!=", var o => o }, FactFlags.None, operands)
            : Facts.Opaque(node);
    }

    private FactNode Conditional(SyntaxNode node)
    {
        var parts = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                parts.Add(child);
            }
        }

        return parts.Count == 3
            ? Facts.Make(FactKind.Conditional, node, FactBuilder.Excerpt(parts[1]), FactFlags.None, Expression(parts[1]), Expression(parts[0]), Expression(parts[2]))
            : Facts.Opaque(node);
    }

    private FactNode Assignment(SyntaxNode node)
    {
        if (!node["right"].Exists)
        {
            return FactNode.Absent;
        }

        var value = Expression(node["right"]);
        return Facts.Make(
            FactKind.Assign,
            node,
            "=",
            FactFlags.None,
            Pattern(node["left"], isOwn: true),
            value,
            node["type"] is { Exists: true } type ? Expression(type) : FactNode.Absent);
    }

    /// <summary>Adding to a list changes the list itself, as <c>extend</c> does.</summary>
    private FactNode Augmented(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var target = Pattern(node["left"], isOwn: true);
        var value = Expression(node["right"]);
        return operation == "+="
            ? Facts.Make(FactKind.Assign, node, "=", FactFlags.None, target, Facts.Make(FactKind.Call, node, Synthetic(node, "__iadd__"), target, value))
            : Facts.Make(FactKind.Assign, node, operation, FactFlags.None, target, value);
    }

    private FactNode Pattern(SyntaxNode node, bool isOwn)
    {
        if (!Facts.TryEnter())
        {
            return Facts.Opaque(node);
        }

        try
        {
            switch (node.Type)
            {
                case "identifier":
                    if (isOwn)
                    {
                        Own(node.Text);
                    }

                    return Facts.Make(FactKind.Name, node, node.Text);
                case "pattern_list" or "tuple_pattern" or "list_pattern" or "tuple" or "list" or "expression_list":
                    var list = new List<FactNode>();
                    foreach (var child in node.Children)
                    {
                        if (child.IsNamed && child.Type != "comment")
                        {
                            list.Add(Pattern(child, isOwn));
                        }
                    }

                    return Facts.Make(FactKind.ArrayPattern, node, [.. list]);
                case "list_splat_pattern" or "list_splat":
                    return Facts.Make(FactKind.Rest, node, Pattern(node.FirstNamed, isOwn));
                case "parenthesized_expression":
                    return Pattern(node.FirstNamed, isOwn);
                default:
                    return Expression(node);
            }
        }
        finally
        {
            Facts.Leave();
        }
    }

    private FactNode Comprehension(SyntaxNode node)
    {
        var body = node["body"];
        var isDictionary = node.Type == "dictionary_comprehension";
        var parts = new List<FactNode> { isDictionary ? Pair(body, isComputed: true) : Expression(body) };
        foreach (var child in node.Children)
        {
            if (child.Type == "for_in_clause")
            {
                parts.Add(Facts.Make(FactKind.ForEach, child, null, FactFlags.Keys, Pattern(child["left"], isOwn: false), Expression(child["right"]), FactNode.Absent));
            }
            else if (child.Type == "if_clause")
            {
                parts.Add(Facts.Make(FactKind.If, child, FactBuilder.Excerpt(child.FirstNamed), FactFlags.None, Expression(child.FirstNamed), FactNode.Absent, FactNode.Absent));
            }
        }

        var kind = node.Type switch { "list_comprehension" => "list", "set_comprehension" => "set", "dictionary_comprehension" => "dict", _ => "generator" };
        return Facts.Make(FactKind.Comprehension, node, kind, FactFlags.None, [.. parts]);
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <content>Statements inside of functions.</content>
internal sealed partial class GoWalk
{
    private FactNode InnerStatement(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "expression_statement":
                return Expression(node.FirstNamed);
            case "block" or "statement_list":
                return Block(node);
            case "short_var_declaration":
                return Facts.Make(FactKind.Declare, node, "let", FactFlags.None, Declarators(node, Named(node["left"]), Expressions(node["right"]), FactNode.Absent));
            case "assignment_statement":
                return Assignment(node);
            case "inc_statement":
                return Facts.Make(FactKind.Assign, node, "++", FactFlags.None, Expression(node.FirstNamed), FactNode.Absent);
            case "dec_statement":
                return Facts.Make(FactKind.Assign, node, "--", FactFlags.None, Expression(node.FirstNamed), FactNode.Absent);
            case "return_statement":
                return Return(node);
            case "if_statement":
                return If(node);
            case "for_statement":
                return For(node);
            case "expression_switch_statement":
                return WithStart(node, Switch(node));
            case "type_switch_statement":
                return WithStart(node, TypeSwitch(node));
            case "select_statement":
                return Select(node);
            case "go_statement":
                // It runs beside the rest: what ends it does not end the program.
                return Facts.Make(FactKind.Opaque, node, FactBuilder.Excerpt(node), FactFlags.None, Closure(node, Expression(node.FirstNamed)));
            case "labeled_statement":
                return LabeledInner(node);
            case "break_statement":
                return Facts.Make(FactKind.Break, node);
            case "continue_statement":
                return Facts.Make(FactKind.Continue, node);
            case "defer_statement" or "empty_statement" or "fallthrough_statement" or "goto_statement" or "send_statement" or "label_name":
                return FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    private FactNode Closure(SyntaxNode at, FactNode body) =>
        Facts.Make(FactKind.Function, at, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, at), body, FactNode.Absent, FactNode.Absent);

    private FactNode LabeledInner(SyntaxNode node)
    {
        var last = FactNode.Absent;
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type is not ("label_name" or "comment") ? Statement(child) : last;
        }

        return last;
    }

    private FactNode Assignment(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var targets = Named(node["left"]);
        var values = Expressions(node["right"]);
        if (operation != "=" || (targets.Count == 1 && values.Length == 1))
        {
            return AssignOne(node, targets.Count > 0 ? targets[0] : node, operation, values.Length > 0 ? values[0] : FactNode.Absent);
        }

        var pattern = Facts.Make(FactKind.ArrayPattern, node, [.. targets.Select(Pattern)]);
        var value = values.Length == 1 ? CommaOk(values[0]) : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, [.. values.Select(Kept)]);
        return Facts.Make(FactKind.Assign, node, "=", FactFlags.None, pattern, value);
    }

    private FactNode AssignOne(SyntaxNode node, SyntaxNode target, string operation, FactNode value)
    {
        if (target.Type == "unary_expression" && target["operator"].Text == "*")
        {
            return Call(node, "$store", Expression(target["operand"]), value);
        }

        // A list that grows by itself grows in place, so that what is added under a condition carries it.
        if (value is { Kind: FactKind.Call } && value[0] is { Kind: FactKind.Name, Text: "append" } && IsFirstArgument(node, target))
        {
            value = Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Name, node, "$grow"), .. value.Children.Skip(1)]);
        }

        return target.Type == "blank_identifier" || target.Text == "_" ? value : Facts.Make(FactKind.Assign, node, operation, FactFlags.None, Expression(target), Kept(value));
    }

    private static bool IsFirstArgument(SyntaxNode assignment, SyntaxNode target)
    {
        var first = assignment["right"].FirstNamed["arguments"].FirstNamed;
        return first.Exists && first.Bytes.SequenceEqual(target.Bytes);
    }

    private FactNode Return(SyntaxNode node)
    {
        var list = node.FirstNamed;
        if (!list.Exists)
        {
            var names = _results.TryPeek(out var results) ? results.Names : [];
            var values = names.Select(n => Facts.Make(FactKind.Name, node, n)).ToArray();
            return Facts.Make(FactKind.Return, node, values.Length switch { 0 => FactNode.Absent, 1 => values[0], _ => Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, values) });
        }

        var parts = list.Type == "expression_list" ? Expressions(list) : [Expression(list)];
        return Facts.Make(FactKind.Return, node, parts.Length == 1 ? parts[0] : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, parts));
    }

    private FactNode If(SyntaxNode node)
    {
        // Chains are built from their end, so that a thousand `else if` do not recurse.
        var chain = new List<SyntaxNode>();
        var at = node;
        for (; at.Type == "if_statement" && chain.Count < 100; at = at["alternative"])
        {
            chain.Add(at);
        }

        var rest = at.Exists ? Statement(at) : FactNode.Absent;
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            rest = OneIf(chain[i], rest);
        }

        return rest;
    }

    private FactNode OneIf(SyntaxNode node, FactNode otherwise)
    {
        var test = node["condition"];
        var condition = Expression(test);
        var start = node["initializer"] is { Exists: true } initializer ? Statement(initializer) : FactNode.Absent;

        // A start that fails is not the start that is meant: what leads to an error is passed by, and what it asks is still asked.
        var inner = Failing.Ends(node["consequence"])
            ? otherwise.IsAbsent ? condition : Facts.Make(FactKind.Block, node, condition, otherwise)
            : Facts.Make(FactKind.If, node, FactBuilder.Excerpt(test), FactFlags.None, condition, Block(node["consequence"]), otherwise);
        return start.IsAbsent ? inner : Facts.Make(FactKind.Block, node, start, inner);
    }

    private FactNode WithStart(SyntaxNode node, FactNode inner) =>
        node["initializer"] is { Exists: true } initializer ? Facts.Make(FactKind.Block, node, Statement(initializer), inner) : inner;

    private FactNode For(SyntaxNode node)
    {
        var head = node.FirstNamed;
        var body = Block(node["body"]);
        switch (head.Type)
        {
            case "for_clause":
                return Facts.Make(
                    FactKind.For,
                    node,
                    head["initializer"] is { Exists: true } first ? Statement(first) : FactNode.Absent,
                    Expression(head["condition"]),
                    head["update"] is { Exists: true } update ? Statement(update) : FactNode.Absent,
                    body);
            case "range_clause":
                var names = head["left"] is { Exists: true } left ? Named(left).Select(Pattern).ToArray() : [];
                return Facts.Make(FactKind.ForEach, node, Facts.Make(FactKind.ArrayPattern, head, names), Call(head, "$range", Expression(head["right"])), body);
            case "block" or "":
                return Facts.Make(FactKind.For, node, FactNode.Absent, FactNode.Absent, FactNode.Absent, body);
            default:
                return Facts.Make(FactKind.While, node, Expression(head), body);
        }
    }

    private FactNode Select(SyntaxNode node)
    {
        var cases = new List<FactNode> { Facts.Opaque(node) };
        foreach (var child in node.Children)
        {
            if (child.Type is "communication_case" or "default_case")
            {
                cases.Add(Facts.Make(FactKind.Case, child, FactNode.Absent, Facts.Make(FactKind.Block, child, CaseBody(child))));
            }
        }

        return Facts.Make(FactKind.Switch, node, [.. cases]);
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <content>Switches.</content>
internal sealed partial class GoWalk
{
    private FactNode Switch(SyntaxNode node) => node["value"].Exists ? ValueSwitch(node) : ConditionSwitch(node);

    private FactNode ValueSwitch(SyntaxNode node)
    {
        var cases = new List<FactNode> { Expression(node["value"]) };
        var last = FactNode.Absent;
        foreach (var child in node.Children)
        {
            if (child.Type is not ("expression_case" or "default_case"))
            {
                continue;
            }

            var body = CaseBody(child);
            var isLeft = !EndsByFallingThrough(child);
            var block = Facts.Make(FactKind.Block, child, isLeft ? [.. body, Facts.Make(FactKind.Break, child)] : body);
            if (child.Type == "default_case")
            {
                last = Facts.Make(FactKind.Case, child, FactNode.Absent, block);
                continue;
            }

            var tests = Expressions(child["value"]);
            for (var i = 0; i < tests.Length; i++)
            {
                cases.Add(Facts.Make(FactKind.Case, child, tests[i], i == tests.Length - 1 ? block : Facts.Make(FactKind.Block, child)));
            }
        }

        return Facts.Make(FactKind.Switch, node, last.IsAbsent ? [.. cases] : [.. cases, last]);
    }

    /// <summary>A switch without a value is a chain of conditions.</summary>
    private FactNode ConditionSwitch(SyntaxNode node) =>
        Chain(node, "expression_case", (child, _) =>
        {
            var tests = Expressions(child["value"]);
            return (tests.Length == 1 ? tests[0] : Facts.Make(FactKind.Binary, child, "||", FactFlags.None, tests), FactBuilder.Excerpt(child["value"]));
        }, FactNode.Absent);

    private FactNode TypeSwitch(SyntaxNode node)
    {
        var value = Expression(node["value"]);
        var alias = node["alias"] is { Exists: true } named ? named.FirstNamed is { Exists: true } inner ? inner.Text : named.Text : null;
        return Chain(node, "type_case", (child, _) =>
        {
            var types = new List<FactNode>();
            foreach (var part in child.Children)
            {
                if (part.Field == "type" && part.IsNamed)
                {
                    types.Add(part.Type is "nil" || part.Text == "nil" ? Facts.Make(FactKind.Null, part) : Type(part));
                }
            }

            return (Call(child, "$is", [value, .. types]), $"{FactBuilder.Excerpt(node["value"])}.({string.Join(", ", types.Select(static t => t.Text))})");
        }, alias is null or "_" ? FactNode.Absent : Declared(node, alias, value));
    }

    private FactNode Chain(SyntaxNode node, string type, Func<SyntaxNode, int, (FactNode Test, string Text)> test, FactNode start)
    {
        var cases = new List<SyntaxNode>();
        var rest = FactNode.Absent;
        foreach (var child in node.Children)
        {
            if (child.Type == type && cases.Count < 100)
            {
                cases.Add(child);
            }
            else if (child.Type == "default_case")
            {
                rest = CaseBlock(child, start);
            }
        }

        for (var i = cases.Count - 1; i >= 0; i--)
        {
            var (condition, text) = test(cases[i], i);
            rest = Failing.Ends(cases[i])
                ? rest.IsAbsent ? condition : rest
                : Facts.Make(FactKind.If, cases[i], text, FactFlags.None, condition, CaseBlock(cases[i], start), rest);
        }

        return rest.IsAbsent ? Facts.Make(FactKind.Block, node) : rest;
    }

    private FactNode CaseBlock(SyntaxNode node, FactNode start)
    {
        var body = CaseBody(node).Where(static s => s.Kind != FactKind.Break);
        return Facts.Make(FactKind.Block, node, start.IsAbsent ? [.. body] : [start, .. body]);
    }

    private FactNode[] CaseBody(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Field is not ("value" or "type") && Statement(child) is { IsAbsent: false } statement)
            {
                list.Add(statement);
            }
        }

        return [.. list];
    }

    private static bool EndsByFallingThrough(SyntaxNode node)
    {
        var last = "";
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type != "comment" ? child.Type == "statement_list" && EndsByFallingThrough(child) ? "fallthrough_statement" : child.Type : last;
        }

        return last == "fallthrough_statement";
    }
}

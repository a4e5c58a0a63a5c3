using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <summary>
/// One walk over one file of Ruby: statements here. A class or a module is a <see cref="FactKind.Class"/> under its whole name, its statements are static blocks; a bare word is a variable or a call on
/// <c>self</c>; a symbol is a text; a block is a function by the name <c>&amp;</c>; what a body gives is its last expression.
/// </summary>
/// <param name="heredocs">The bodies of the file's heredocs.</param>
/// <param name="cancellationToken">Stops the walk.</param>
internal sealed partial class RubyWalk(Heredocs heredocs, CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    private const int MostBranches = 120;
    private readonly LocalNames _locals = new();

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "comment" or "empty_statement" or "heredoc_body" or "uninterpreted" or "undef" or "alias" or "redo" or "retry":
                return FactNode.Absent;
            case "class" or "module":
                return Class(node);
            case "method" or "singleton_method":
                return Method(node);
            case "if" or "unless" or "elsif" or "if_modifier" or "unless_modifier":
                return If(node, isLast: false);
            case "while" or "until" or "while_modifier" or "until_modifier":
                return While(node);
            case "for":
                return For(node);
            case "case" or "case_match":
                return Case(node, isLast: false);
            case "begin":
                return Facts.Make(FactKind.Block, node, Body(node, isLast: false));
            case "then" or "else" or "do" or "body_statement" or "block_body" or "begin_block" or "end_block":
                return Facts.Make(FactKind.Block, node, Body(node, isLast: false));
            case "rescue_modifier":
                return Statement(node["body"]);
            case "return" or "next":
                return Facts.Make(FactKind.Return, node, Given(node));
            case "break":
                return Facts.Make(FactKind.Break, node);
            case "binary" when node["operator"].Text is "or" or "and" or "||" or "&&" && IsLeaving(node["right"]):
                return LeavingIf(node);
            case "call" or "identifier" when IsRaise(node):
                return Facts.Make(FactKind.Throw, node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            default:
                return Expression(node);
        }
    }

    /// <summary>The statements of a body with its <c>rescue</c> and <c>ensure</c>; where it is the last thing of a function, its value is returned.</summary>
    private FactNode[] Body(SyntaxNode node, bool isLast)
    {
        var parts = new List<SyntaxNode>();
        var handler = default(SyntaxNode);
        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "rescue":
                    handler = handler.Exists ? handler : child;
                    break;
                case "ensure":
                    last = child;
                    break;
                case "else" when handler.Exists:
                    parts.Add(child);
                    break;
                default:
                    if (child.IsNamed && child.Type is not ("comment" or "heredoc_body" or "empty_statement"))
                    {
                        parts.Add(child);
                    }

                    break;
            }
        }

        var list = new List<FactNode>();
        for (var i = 0; i < parts.Count; i++)
        {
            var statement = isLast && i == parts.Count - 1 ? Nested(parts[i], Last) : Statement(parts[i]);
            if (!statement.IsAbsent)
            {
                list.Add(statement);
            }
        }

        if (!handler.Exists && !last.Exists)
        {
            return [.. list];
        }

        var rescue = handler.Exists ? Facts.Make(FactKind.Block, handler, handler["body"].Exists ? Body(handler["body"], isLast) : []) : FactNode.Absent;
        return [Facts.Make(FactKind.Try, node, Facts.Make(FactKind.Block, node, [.. list]), FactNode.Absent, rescue, last.Exists ? Facts.Make(FactKind.Block, last, Body(last, isLast: false)) : FactNode.Absent)];
    }

    /// <summary>The last statement of a function: what it is worth is returned.</summary>
    private FactNode Last(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "if" or "unless" or "elsif" or "if_modifier" or "unless_modifier":
                return If(node, isLast: true);
            case "case" or "case_match":
                return Case(node, isLast: true);
            case "begin" or "then" or "else" or "do" or "body_statement" or "block_body" or "parenthesized_statements":
                return Facts.Make(FactKind.Block, node, Body(node, isLast: true));
            case "rescue_modifier":
                return Nested(node["body"], Last);
            case "class" or "module" or "method" or "singleton_method" or "while" or "until" or "for" or "return" or "next" or "break" or "ERROR" or "while_modifier" or "until_modifier" or "alias" or "undef":
                return Statement(node);
            default:
                return IsRaise(node) || (node.Type == "binary" && IsLeaving(node["right"])) ? Statement(node) : Facts.Make(FactKind.Return, node, Expression(node));
        }
    }

    private FactNode Nothing(SyntaxNode node) => Facts.Make(FactKind.Block, node, Facts.Make(FactKind.Return, node, Facts.Make(FactKind.Null, node)));

    private FactNode Branch(SyntaxNode node, SyntaxNode at, bool isLast) =>
        !node.Exists ? isLast ? Nothing(at) : FactNode.Absent
        : node.Type == "elsif" ? Nested(node, n => If(n, isLast))
        : Facts.Make(FactKind.Block, node, node.Type is "then" or "else" or "do" ? Body(node, isLast) : [isLast ? Nested(node, Last) : Statement(node)]);

    private FactNode If(SyntaxNode node, bool isLast)
    {
        var test = Expression(node["condition"]);
        var isModifier = node.Type.EndsWith("_modifier", StringComparison.Ordinal);
        var then = Branch(isModifier ? node["body"] : node["consequence"], node, isLast);
        var other = Branch(isModifier ? default : node["alternative"], node, isLast);
        var text = node["condition"].Exists ? FactBuilder.Excerpt(node["condition"]) : null;
        return node.Type.StartsWith("unless", StringComparison.Ordinal) ? Facts.Make(FactKind.If, node, text, FactFlags.None, test, other, then) : Facts.Make(FactKind.If, node, text, FactFlags.None, test, then, other);
    }

    /// <summary><c>x or return</c>: a branch that is written as an operator.</summary>
    private FactNode LeavingIf(SyntaxNode node)
    {
        var test = Expression(node["left"]);
        var leaves = Statement(node["right"]);
        var text = FactBuilder.Excerpt(node["left"]);
        return node["operator"].Text is "or" or "||" ? Facts.Make(FactKind.If, node, text, FactFlags.None, test, FactNode.Absent, leaves) : Facts.Make(FactKind.If, node, text, FactFlags.None, test, leaves, FactNode.Absent);
    }

    private FactNode While(SyntaxNode node)
    {
        var test = Expression(node["condition"]);
        test = node.Type.StartsWith("until", StringComparison.Ordinal) ? Facts.Make(FactKind.Unary, node, "!", FactFlags.None, test) : test;
        return Facts.Make(FactKind.While, node, test, Statement(node["body"]));
    }

    private FactNode For(SyntaxNode node) => Facts.Make(FactKind.ForEach, node, Target(node["pattern"]), Expression(node["value"].FirstNamed), Statement(node["body"]));

    /// <summary><c>case … when</c>, and <c>case … in</c> with constants; without a value it is a row of branches.</summary>
    private FactNode Case(SyntaxNode node, bool isLast)
    {
        var parts = new List<SyntaxNode>();
        var other = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            if (child.Type is "when" or "in_clause")
            {
                parts.Add(child);
            }
            else if (child.Type == "else")
            {
                other = child;
            }
        }

        if (!node["value"].Exists)
        {
            var rest = Branch(other, node, isLast);
            foreach (var part in Enumerable.Reverse(parts).Take(MostBranches))
            {
                var test = part["pattern"].FirstNamed;
                rest = Facts.Make(FactKind.If, part, test.Exists ? FactBuilder.Excerpt(test) : null, FactFlags.None, Expression(test), Branch(part["body"], part, isLast), rest);
            }

            return rest;
        }

        var list = new List<FactNode> { Expression(node["value"]) };
        foreach (var part in parts)
        {
            var patterns = new List<SyntaxNode>();
            foreach (var child in part.Children)
            {
                if (child.Field == "pattern")
                {
                    patterns.Add(child.Type == "pattern" ? child.FirstNamed : child);
                }
            }

            // Further patterns fall through to the body of the last one.
            list.AddRange(patterns.SkipLast(1).Select(p => Facts.Make(FactKind.Case, p, Expression(p), Facts.Make(FactKind.Block, p))));
            list.Add(Facts.Make(FactKind.Case, part, patterns.Count > 0 ? Expression(patterns[^1]) : Facts.Opaque(part), Arm(part["body"], part, isLast)));
        }

        list.Add(Facts.Make(FactKind.Case, node, FactNode.Absent, Arm(other, node, isLast)));
        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    private FactNode Arm(SyntaxNode body, SyntaxNode at, bool isLast)
    {
        var statements = body.Exists ? Body(body, isLast) : isLast ? [Facts.Make(FactKind.Return, at, Facts.Make(FactKind.Null, at))] : [];
        return Facts.Make(FactKind.Block, at, [.. statements, Facts.Make(FactKind.Break, at)]);
    }

    /// <summary>What <c>return</c>, <c>next</c> or <c>break</c> gives.</summary>
    private FactNode Given(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.FirstNamed.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                list.Add(child.Type == "pair" ? Facts.Make(FactKind.Object, child, Pair(child)) : Expression(child));
            }
        }

        return list.Count switch { 0 => FactNode.Absent, 1 => list[0], _ => Facts.Make(FactKind.Array, node, [.. list]) };
    }

    private static bool IsLeaving(SyntaxNode node) => node.Type is "return" or "next" or "break" || IsRaise(node);

    private static bool IsRaise(SyntaxNode node) =>
        node.Type == "identifier" ? node.Text is "raise" : node.Type == "call" && !node["receiver"].Exists && node["method"].Text is "raise" or "fail";
}

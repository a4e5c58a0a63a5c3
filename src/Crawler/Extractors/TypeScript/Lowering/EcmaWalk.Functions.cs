using System.Globalization;
using Catalog.Crawler.Parsing.Cutting;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <content>Functions, classes and the patterns that bind names.</content>
internal sealed partial class EcmaWalk
{
    private FactNode Function(SyntaxNode node)
    {
        var flags = (node.HasToken("async") ? FactFlags.Async : FactFlags.None)
            | (node.HasToken("*") || node.Type.StartsWith("generator", StringComparison.Ordinal) ? FactFlags.Generator : FactFlags.None)
            | (node.Type == "arrow_function" ? FactFlags.Arrow : FactFlags.None);
        var body = node["body"];
        return Facts.Make(
            FactKind.Function,
            node,
            node.Type != "method_definition" && node["name"] is { Exists: true } name ? name.Text : null,
            flags,
            Parameters(node),
            !body.Exists ? FactNode.Absent : body.Type != "statement_block" ? Expression(body) : body.Tree.Cuts?.AtOrNull(body.Start + 1) is { } cut ? Defer(body, cut) : Block(body),
            FactNode.Absent,
            FactNode.Absent);
    }

    private FactNode Defer(SyntaxNode body, BodyCut cut)
    {
        Deferred++;
        return Facts.Make(FactKind.Deferred, body.Line, body.Column + 1, string.Create(CultureInfo.InvariantCulture, $"{cut.Start} {cut.Length}"), FactFlags.None);
    }

    private FactNode Parameters(SyntaxNode function)
    {
        if (function["parameter"] is { Exists: true } single)
        {
            return Facts.Make(FactKind.Parameters, single, Facts.Make(FactKind.Parameter, single, Pattern(single), FactNode.Absent));
        }

        var list = new List<FactNode>();
        foreach (var child in function["parameters"].Children)
        {
            if (!child.IsNamed || child.Type is "comment" or "this")
            {
                continue;
            }

            if (child.Type is "required_parameter" or "optional_parameter")
            {
                var pattern = child["pattern"];
                if (pattern.Type == "this")
                {
                    continue;
                }

                var member = false;
                foreach (var part in child.Children)
                {
                    member |= part.Type is "accessibility_modifier" or "readonly" or "override_modifier";
                }

                list.Add(Facts.Make(
                    FactKind.Parameter, child, null, member ? FactFlags.Member : FactFlags.None, Pattern(pattern), Expression(child["value"])));
            }
            else if (child.Type == "assignment_pattern")
            {
                list.Add(Facts.Make(FactKind.Parameter, child, Pattern(child["left"]), Expression(child["right"])));
            }
            else
            {
                list.Add(Facts.Make(FactKind.Parameter, child, Pattern(child), FactNode.Absent));
            }
        }

        return Facts.Make(FactKind.Parameters, function, [.. list]);
    }

    private FactNode Class(SyntaxNode node)
    {
        var bases = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type != "class_heritage")
            {
                continue;
            }

            foreach (var part in child.Children)
            {
                if (part.Type == "extends_clause")
                {
                    bases.Add(Expression(part["value"]));
                }
                else if (part.IsNamed && part.Type != "implements_clause" && part.Type != "comment")
                {
                    bases.Add(Expression(part));
                }
            }
        }

        var members = new List<FactNode>();
        var decorators = new List<FactNode>();
        foreach (var child in node["body"].Children)
        {
            if (child.Type == "decorator")
            {
                decorators.Add(Expression(child.FirstNamed));
            }
            else if (Member(child, decorators) is { IsAbsent: false } member)
            {
                members.Add(member);
                decorators.Clear();
            }
        }

        return Facts.Make(
            FactKind.Class,
            node,
            node["name"] is { Exists: true } name ? name.Text : null,
            FactFlags.None,
            Facts.Make(FactKind.Arguments, node, [.. bases]),
            Facts.Make(FactKind.Block, node["body"], [.. members]),
            Decorators(node));
    }

    private FactNode Decorators(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "decorator")
            {
                list.Add(Expression(child.FirstNamed));
            }
        }

        return list.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, node, [.. list]);
    }

    private FactNode Member(SyntaxNode node, List<FactNode> decorators)
    {
        var flags = node.HasToken("static") ? FactFlags.Static : FactFlags.None;
        switch (node.Type)
        {
            case "method_definition":
                return Method(node, flags, decorators);
            case "field_definition" or "public_field_definition":
                var name = node[node.Type == "field_definition" ? "property" : "name"];
                var own = Decorators(node);
                return Facts.Make(
                    FactKind.Field,
                    node,
                    Key(name),
                    flags,
                    Expression(node["value"]),
                    ComputedKey(name),
                    FactNode.Absent,
                    own.IsAbsent && decorators.Count > 0 ? Facts.Make(FactKind.Decorators, node, [.. decorators]) : own);
            case "class_static_block":
                return Facts.Make(FactKind.Block, node, null, FactFlags.StaticBlock, Statements(node["body"]));
            default:
                return FactNode.Absent;
        }
    }

    private FactNode Method(SyntaxNode node, FactFlags flags, List<FactNode>? decorators = null)
    {
        flags |= node.HasToken("get") ? FactFlags.Getter : node.HasToken("set") ? FactFlags.Setter : FactFlags.None;
        var name = node["name"];
        return Facts.Make(
            FactKind.Method,
            node,
            Key(name),
            flags,
            Function(node),
            ComputedKey(name),
            decorators is { Count: > 0 } ? Facts.Make(FactKind.Decorators, node, [.. decorators]) : FactNode.Absent);
    }

    private FactNode Pattern(SyntaxNode node)
    {
        if (!Facts.TryEnter())
        {
            return Facts.Opaque(node);
        }

        try
        {
            return PatternAtDepth(node);
        }
        finally
        {
            Facts.Leave();
        }
    }

    private FactNode PatternAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "identifier" or "shorthand_property_identifier_pattern" or "undefined":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "object_pattern":
                return Facts.Make(FactKind.ObjectPattern, node, Parts(node));
            case "array_pattern":
                return ArrayPattern(node);
            case "assignment_pattern":
                return Facts.Make(FactKind.DefaultPattern, node, Pattern(node["left"]), Expression(node["right"]));
            case "object_assignment_pattern":
                return Facts.Make(
                    FactKind.Property,
                    node,
                    node["left"].Text,
                    FactFlags.None,
                    Facts.Make(FactKind.DefaultPattern, node, Pattern(node["left"]), Expression(node["right"])));
            case "pair_pattern":
                return Facts.Make(FactKind.Property, node, Key(node["key"]), FactFlags.None, Pattern(node["value"]), ComputedKey(node["key"]));
            case "rest_pattern":
                return Facts.Make(FactKind.Rest, node, Pattern(node.FirstNamed));
            default:
                return Expression(node);
        }
    }

    private FactNode[] Parts(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "shorthand_property_identifier_pattern")
            {
                list.Add(Facts.Make(FactKind.Property, child, child.Text, FactFlags.None, Facts.Make(FactKind.Name, child, child.Text)));
            }
            else if (child.IsNamed && child.Type != "comment")
            {
                list.Add(Pattern(child));
            }
        }

        return [.. list];
    }

    /// <summary>Holes count: they are told by the commas, which the copied tree leaves out, so they are counted in the source between the children.</summary>
    private FactNode ArrayPattern(SyntaxNode node)
    {
        var list = new List<FactNode>();
        var from = node.Start + 1;
        foreach (var child in node.Children)
        {
            if (!child.IsNamed || child.Type == "comment")
            {
                continue;
            }

            var commas = node.Tree.Source.AsSpan(from, Math.Max(0, child.Start - from)).Count((byte)',');
            for (var i = list.Count == 0 ? 0 : 1; i < commas; i++)
            {
                list.Add(FactNode.Absent);
            }

            list.Add(Pattern(child));
            from = child.End;
        }

        return Facts.Make(FactKind.ArrayPattern, node, [.. list]);
    }
}

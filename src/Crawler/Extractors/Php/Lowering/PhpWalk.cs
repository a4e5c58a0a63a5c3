using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Php.Lowering;

/// <summary>
/// One walk over one file of PHP: statements here. A variable is a name with its <c>$</c>, a class a name without; <c>self</c>, <c>static</c> and <c>$this</c> are the same. <c>X::class</c> is the class itself.
/// Attributes and doc comments are decorators.
/// </summary>
internal sealed partial class PhpWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "class_declaration" or "trait_declaration" or "interface_declaration":
                return Class(node);
            case "enum_declaration":
                return Enum(node);
            case "function_definition":
                return Function(node, FactNode.Absent);
            case "namespace_definition" when node["body"].Exists:
                return Block(node["body"]);
            case "namespace_use_declaration":
                return Uses(node);
            case "const_declaration":
                return Constants(node);
            case "expression_statement" or "echo_statement":
                return Expression(node.FirstNamed);
            case "return_statement":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "if_statement":
                return If(node);
            case "foreach_statement":
                return ForEach(node);
            case "while_statement":
                return Facts.Make(FactKind.While, node, Expression(node["condition"]), Statement(node["body"]));
            case "for_statement":
                return Facts.Make(FactKind.For, node, Expression(node["initialize"]), Expression(node["condition"]), Expression(node["update"]), Statement(node["body"]));
            case "switch_statement":
                return Switch(node);
            case "try_statement":
                return Try(node);
            case "compound_statement" or "declaration_list" or "colon_block":
                return Block(node);
            case "break_statement":
                return Facts.Make(FactKind.Break, node);
            case "continue_statement":
                return Facts.Make(FactKind.Continue, node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            case "comment" or "php_tag" or "text" or "text_interpolation" or "namespace_definition" or "declare_statement" or "empty_statement" or "unset_statement" or "global_declaration" or "?>":
                return FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    /// <summary>What a file uses is looked up by its last name where it is named; here it is only remembered as wanted.</summary>
    private FactNode Uses(SyntaxNode node)
    {
        foreach (var name in node.Text.Split(',', '{', '}', ';').Take(100))
        {
            Facts.AddImport(Last(name.Trim().Split(' ')[0]));
        }

        return FactNode.Absent;
    }

    private static string Last(string path) => path[(path.LastIndexOf('\\') + 1)..];

    private FactNode Constants(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "const_element")
            {
                list.Add(Facts.Make(FactKind.Declarator, child, Facts.Make(FactKind.Name, child, child.FirstNamed.Text), Expression(LastNamed(child))));
            }
        }

        return Facts.Make(FactKind.Declare, node, "const", FactFlags.None, [.. list]);
    }

    private FactNode If(SyntaxNode node)
    {
        var others = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Field == "alternative")
            {
                others.Add(child);
            }
        }

        var rest = FactNode.Absent;
        for (var i = Math.Min(others.Count, 120) - 1; i >= 0; i--)
        {
            rest = others[i].Type == "else_clause" ? Statement(others[i]["body"]) : One(others[i], rest);
        }

        return One(node, rest);

        FactNode One(SyntaxNode part, FactNode otherwise)
        {
            var test = part["condition"];
            var text = test.Exists ? FactBuilder.Excerpt(test) : null;
            text = text is ['(', .. var inner, ')'] ? inner : text;
            return Facts.Make(FactKind.If, part, text, FactFlags.None, Expression(test), part["body"].Exists ? Statement(part["body"]) : FactNode.Absent, otherwise);
        }
    }

    private FactNode ForEach(SyntaxNode node)
    {
        var parts = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Field != "body" && child.Type != "comment")
            {
                parts.Add(child);
            }
        }

        var pattern = parts.Count < 2 ? FactNode.Absent : parts[1].Type == "pair" ? Expression(LastNamed(parts[1])) : Expression(parts[1]);
        return Facts.Make(FactKind.ForEach, node, pattern, parts.Count > 0 ? Expression(parts[0]) : FactNode.Absent, Statement(node["body"]));
    }

    private FactNode Switch(SyntaxNode node)
    {
        var list = new List<FactNode> { Expression(node["condition"]) };
        foreach (var child in node["body"].Children)
        {
            if (child.Type is "case_statement" or "default_statement")
            {
                var body = new List<FactNode>();
                foreach (var part in child.Children)
                {
                    if (part.IsNamed && part.Field != "value" && Statement(part) is { IsAbsent: false } statement)
                    {
                        body.Add(statement);
                    }
                }

                list.Add(Facts.Make(FactKind.Case, child, Expression(child["value"]), Facts.Make(FactKind.Block, child, [.. body])));
            }
        }

        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    private FactNode Try(SyntaxNode node)
    {
        var handler = FactNode.Absent;
        var last = FactNode.Absent;
        foreach (var child in node.Children)
        {
            handler = child.Type == "catch_clause" && handler.IsAbsent ? Statement(child["body"]) : handler;
            last = child.Type == "finally_clause" ? Statement(child["body"]) : last;
        }

        return Facts.Make(FactKind.Try, node, Statement(node["body"]), FactNode.Absent, handler, last);
    }

    private static SyntaxNode LastNamed(SyntaxNode node)
    {
        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type != "comment" ? child : last;
        }

        return last;
    }
}

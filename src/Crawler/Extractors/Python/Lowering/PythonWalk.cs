using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <summary>
/// One walk over one file of Python: statements here, the rest in the other parts. Python runs a file from top to bottom, so functions, classes and imports become
/// assignments at their place, and a function's own names are declared at its start.
/// </summary>
internal sealed partial class PythonWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    private readonly Stack<LocalNames> _locals = [];

    private FactNode Body(SyntaxNode node) => !node.Exists ? FactNode.Absent : node.Type == "block" ? Block(node) : Facts.Make(FactKind.Block, node, Statement(node));

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "expression_statement":
                return ExpressionStatement(node);
            case "function_definition":
                return Definition(node, FactNode.Absent);
            case "class_definition":
                return ClassDefinition(node, FactNode.Absent);
            case "decorated_definition":
                return Decorated(node);
            case "import_statement":
                return Import(node);
            case "import_from_statement":
                return ImportFrom(node);
            case "return_statement":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "raise_statement":
                return Facts.Make(FactKind.Throw, node, Expression(node.FirstNamed));
            case "if_statement":
                return If(node);
            case "for_statement":
                return Facts.Make(FactKind.ForEach, node, null, FactFlags.Keys, Pattern(node["left"], isOwn: false), Expression(node["right"]), Body(node["body"]));
            case "while_statement":
                return Facts.Make(FactKind.While, node, Expression(node["condition"]), Body(node["body"]));
            case "try_statement":
                return Try(node);
            case "with_statement":
                return With(node);
            case "match_statement":
                return Match(node);
            case "block":
                return Block(node);
            case "break_statement":
                return Facts.Make(FactKind.Break, node);
            case "continue_statement":
                return Facts.Make(FactKind.Continue, node);
            case "global_statement" or "nonlocal_statement":
                foreach (var child in node.Children)
                {
                    if (child.Type == "identifier" && _locals.TryPeek(out var names))
                    {
                        names.Outer.Add(child.Text);
                    }
                }

                return FactNode.Absent;
            case "delete_statement":
                return Facts.Make(FactKind.Delete, node, FactNode.Absent);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            case "comment" or "pass_statement" or "future_import_statement" or "assert_statement" or "type_alias_statement" or "line_continuation" or "exec_statement":
                return FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    private FactNode ExpressionStatement(SyntaxNode node)
    {
        var several = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                several.Add(Expression(child));
            }
        }

        return several.Count == 1 ? several[0] : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, [.. several]);
    }

    private FactNode If(SyntaxNode node)
    {
        var others = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Type is "elif_clause" or "else_clause")
            {
                others.Add(child);
            }
        }

        // Chains are built from their end: a thousand `elif` must not recurse a thousand deep here; what nests too deep in the facts is cut.
        var rest = FactNode.Absent;
        var chain = 0;
        for (var i = others.Count - 1; i >= 0; i--)
        {
            var other = others[i];
            if (other.Type == "else_clause")
            {
                rest = Body(other["body"]);
            }
            else if (++chain < 120)
            {
                rest = Facts.Make(FactKind.Block, other, OneIf(other, rest));
            }
        }

        return node["condition"].Text is "TYPE_CHECKING" or "typing.TYPE_CHECKING" ? ForTypes(node, rest) : OneIf(node, rest);
    }

    /// <summary>What stands there for readers of types is not run, and what follows it is: the names of both are known, and neither is a condition.</summary>
    private FactNode ForTypes(SyntaxNode node, FactNode otherwise) =>
        Facts.Make(
            FactKind.Block,
            node,
            Facts.Make(FactKind.If, node, null, FactFlags.None, Facts.Make(FactKind.True, node), Body(node["consequence"]), FactNode.Absent),
            Facts.Make(FactKind.If, node, null, FactFlags.None, Facts.Make(FactKind.True, node), otherwise, FactNode.Absent));

    private FactNode OneIf(SyntaxNode node, FactNode otherwise)
    {
        var test = node["condition"];
        return Facts.Make(FactKind.If, node, test.Exists ? FactBuilder.Excerpt(test) : null, FactFlags.None, Expression(test), Body(node["consequence"]), otherwise);
    }

    private FactNode Try(SyntaxNode node)
    {
        var body = Body(node["body"]);
        var handler = FactNode.Absent;
        var last = FactNode.Absent;
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "except_clause" or "except_group_clause" when handler.IsAbsent:
                    handler = Body(LastNamed(child));
                    break;
                case "except_clause" or "except_group_clause":
                    Body(LastNamed(child));
                    break;
                case "else_clause":
                    body = Facts.Make(FactKind.Block, child, [.. body.Children, .. Body(child["body"]).Children]);
                    break;
                case "finally_clause":
                    last = Body(LastNamed(child));
                    break;
                default:
                    break;
            }
        }

        return Facts.Make(FactKind.Try, node, body, FactNode.Absent, handler, last);
    }

    private FactNode With(SyntaxNode node)
    {
        var entered = new List<FactNode>();
        foreach (var clause in node.Children)
        {
            if (clause.Type != "with_clause")
            {
                continue;
            }

            foreach (var item in clause.Children)
            {
                if (item.Type == "with_item")
                {
                    entered.Add(Expression(item["value"]));
                }
            }
        }

        return Facts.Make(FactKind.With, node, [.. entered, Body(node["body"])]);
    }

    private FactNode Match(SyntaxNode node)
    {
        var list = new List<FactNode> { Expression(node["subject"]) };
        foreach (var child in node["body"].Children)
        {
            if (child.Type != "case_clause")
            {
                continue;
            }

            var pattern = default(SyntaxNode);
            foreach (var part in child.Children)
            {
                pattern = part.Type == "case_pattern" && !pattern.Exists ? part : pattern;
            }

            var body = Body(child["consequence"]);
            list.Add(Facts.Make(
                FactKind.Case,
                child,
                CasePattern(pattern.FirstNamed, pattern),
                Facts.Make(FactKind.Block, child, [.. body.Children, Facts.Make(FactKind.Break, child)])));
        }

        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    /// <summary>What a case compares with; absent for one that takes all.</summary>
    private FactNode CasePattern(SyntaxNode pattern, SyntaxNode whole) =>
        pattern.Type switch
        {
            "" => whole.Exists && whole.Text.Trim() != "_" ? Facts.Opaque(whole) : FactNode.Absent,
            "dotted_name" when !pattern.Text.Contains('.', StringComparison.Ordinal) => FactNode.Absent,
            "dotted_name" => Dotted(pattern),
            "string" or "concatenated_string" or "integer" or "float" or "true" or "false" or "none" => Expression(pattern),
            _ => Facts.Opaque(pattern),
        };

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

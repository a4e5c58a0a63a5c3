using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Kotlin.Lowering;

/// <summary>One walk over one file of Kotlin: statements here, the rest in the other parts.</summary>
internal sealed partial class KotlinWalk(CancellationToken cancellationToken) : JvmWalk(cancellationToken)
{
    /// <summary>How many functions and lambdas are around: outside of all of them a declaration is the file's.</summary>
    private int _bodies;

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "package_header":
                return Facts.Make(FactKind.Namespace, node, node.FirstNamed.Text, FactFlags.None, Facts.Make(FactKind.Block, node));
            case "import":
                return Import(node);
            case "class_declaration" or "object_declaration":
                if (_bodies > 0)
                {
                    Local(node["name"].Text);
                }

                return Type(node);
            case "function_declaration":
                return _bodies > 0 ? LocalFunction(node) : Scoped(() => Method(node));
            case "property_declaration":
                return _bodies > 0 ? Variable(node) : Scoped(() => Property(node, FactKind.Property));
            case "block":
                return Facts.Make(FactKind.Block, node, Statements(node));
            case "assignment":
                return Facts.Make(FactKind.Assign, node, Operator(node), FactFlags.None, Expression(node["left"]), Expression(node["right"]));
            case "return_expression":
                return Facts.Make(FactKind.Return, node, Expression(Operand(node)));
            case "throw_expression":
                return Facts.Make(FactKind.Throw, node, Expression(node.FirstNamed));
            case "if_expression":
                var (test, then, other) = IfParts(node);
                return Facts.Make(FactKind.If, node, FactBuilder.Excerpt(test), FactFlags.None, Expression(test), Body(then), Body(other));
            case "when_expression":
                return When(node, isValue: false);
            case "for_statement":
                return For(node);
            case "while_statement" or "do_while_statement":
                return Facts.Make(FactKind.While, node, Expression(node["condition"]), Body(Child(node, "block")));
            case "try_expression":
                return Try(node);
            case "labeled_expression" or "annotated_expression":
                return Statement(LastNamed(node));
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            case "line_comment" or "block_comment" or "file_annotation" or "type_alias" or "label" or "shebang":
                return FactNode.Absent;
            case "identifier" when node.Text is "break" or "continue":
                return Facts.Make(node.Text == "break" ? FactKind.Break : FactKind.Continue, node);
            default:
                return Expression(node);
        }
    }

    private FactNode Import(SyntaxNode node)
    {
        var name = "";
        var alias = FactNode.Absent;
        foreach (var child in node.Children)
        {
            if (child.Type == "qualified_identifier" || (child.Type == "identifier" && name.Length == 0))
            {
                name = child.Text;
            }
            else if (child.Type == "identifier")
            {
                alias = Name(child, child.Text);
            }
        }

        name += node.Text.AsSpan().TrimEnd().EndsWith("*") ? ".*" : "";
        Facts.AddImport(name);
        return alias.IsAbsent ? Facts.Make(FactKind.Import, node, name) : Facts.Make(FactKind.Import, node, name, FactFlags.None, alias);
    }

    private FactNode Body(SyntaxNode node) => !node.Exists ? FactNode.Absent : node.Type == "block" ? Facts.Make(FactKind.Block, node, Statements(node)) : Facts.Make(FactKind.Block, node, Statement(node));

    /// <summary>A block or a single expression as something with a value.</summary>
    private FactNode Valued(SyntaxNode node)
    {
        if (!node.Exists)
        {
            return FactNode.Absent;
        }

        if (node.Type != "block")
        {
            return Expression(node);
        }

        var statements = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
            {
                statements.Add(child);
            }
        }

        return statements.Count == 1 && IsExpression(statements[0]) ? Expression(statements[0]) : Immediately(node, LastIsValue(node, statements));
    }

    /// <summary>Statements, of which the last one's value is the value of all.</summary>
    private FactNode LastIsValue(SyntaxNode at, List<SyntaxNode> statements)
    {
        var list = new List<FactNode>();
        for (var i = 0; i < statements.Count; i++)
        {
            var fact = i == statements.Count - 1 && IsExpression(statements[i]) ? Facts.Make(FactKind.Return, statements[i], Expression(statements[i])) : Statement(statements[i]);
            if (!fact.IsAbsent)
            {
                list.Add(fact);
            }
        }

        return Facts.Make(FactKind.Block, at, [.. list]);
    }

    private static bool IsExpression(SyntaxNode node) =>
        node.Type is not ("assignment" or "property_declaration" or "function_declaration" or "class_declaration" or "object_declaration" or "for_statement" or "while_statement" or "do_while_statement" or "return_expression" or "throw_expression" or "ERROR" or "type_alias");

    private static (SyntaxNode Test, SyntaxNode Then, SyntaxNode Other) IfParts(SyntaxNode node)
    {
        var test = node["condition"];
        SyntaxNode then = default, other = default;
        var isElse = false;
        foreach (var child in node.Children)
        {
            if (!child.IsNamed)
            {
                isElse |= child.Type == "else";
            }
            else if (child.Start != test.Start && child.Type is not ("line_comment" or "block_comment"))
            {
                (then, other) = isElse ? (then, child) : (child, other);
            }
        }

        return (test, then, other);
    }

    private FactNode When(SyntaxNode node, bool isValue)
    {
        var subject = Child(node, "when_subject");
        var value = Expression(LastNamed(subject));
        if (Child(subject, "variable_declaration") is { Exists: true } variable)
        {
            Local(Child(variable, "identifier").Text);
        }

        var chain = FactNode.Absent;
        var cases = new List<FactNode> { value };
        var entries = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "when_entry")
            {
                entries.Add(child);
            }
        }

        foreach (var entry in entries)
        {
            var tests = new List<SyntaxNode>();
            foreach (var part in entry.Children)
            {
                if (part.Field == "condition" && part.IsNamed)
                {
                    tests.Add(part);
                }
            }

            var last = LastNamed(entry);
            var body = isValue ? Facts.Make(FactKind.Block, entry, Facts.Make(FactKind.Return, entry, Valued(last))) : Facts.Make(FactKind.Block, entry, [.. Body(last).Children, Facts.Make(FactKind.Break, entry)]);
            for (var i = 0; i < Math.Max(1, tests.Count); i++)
            {
                var test = tests.Count == 0 ? FactNode.Absent : tests[i].Type is "range_test" or "type_test" ? Facts.Opaque(tests[i]) : Expression(tests[i]);
                cases.Add(Facts.Make(FactKind.Case, entry, test, i == tests.Count - 1 || tests.Count == 0 ? body : Facts.Make(FactKind.Block, entry)));
            }
        }

        if (subject.Exists)
        {
            return Facts.Make(FactKind.Switch, node, [.. cases]);
        }

        // Without a subject it is a chain of conditions.
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var own = cases[i + 1];
            var body = isValue ? own[1] : Facts.Make(FactKind.Block, entries[i], own[1].Children[..^1]);
            chain = own[0].IsAbsent ? body : Facts.Make(FactKind.If, entries[i], FactBuilder.Excerpt(entries[i]["condition"]), FactFlags.None, own[0], body, chain);
        }

        return chain;
    }

    private FactNode For(SyntaxNode node)
    {
        FactNode pattern = FactNode.Absent, source = FactNode.Absent;
        var body = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "variable_declaration" or "multi_variable_declaration":
                    pattern = Pattern(child);
                    break;
                case "block":
                    body = child;
                    break;
                default:
                    if (child.IsNamed && child.Type is not ("annotation" or "label" or "line_comment" or "block_comment"))
                    {
                        (source, body) = source.IsAbsent ? (Expression(child), body) : (source, child);
                    }

                    break;
            }
        }

        return Facts.Make(FactKind.ForEach, node, pattern, source, Body(body));
    }

    private FactNode Try(SyntaxNode node)
    {
        var caught = Child(node, "catch_block");
        var name = Child(caught, "identifier");
        if (name.Exists)
        {
            Local(name.Text);
        }

        return Facts.Make(
            FactKind.Try,
            node,
            Body(Child(node, "block")),
            name.Exists ? Name(name, name.Text) : FactNode.Absent,
            Body(Child(caught, "block")),
            Body(Child(Child(node, "finally_block"), "block")));
    }

    private FactNode Variable(SyntaxNode node)
    {
        var value = Initial(node);
        var target = Child(node, "multi_variable_declaration") is { Exists: true } several ? several : Child(node, "variable_declaration");
        return Facts.Make(FactKind.Declare, node, "let", FactFlags.None, Facts.Make(FactKind.Declarator, node, Pattern(target), value));
    }

    private FactNode LocalFunction(SyntaxNode node)
    {
        var name = node["name"].Text;
        Local(name);
        var function = Scoped(() => Function(node));
        return Facts.Make(FactKind.Declare, node, "let", FactFlags.None, Facts.Make(FactKind.Declarator, node, Name(node, name), Arrow(node, function[0], function[1])));
    }

    private FactNode Pattern(SyntaxNode node)
    {
        if (node.Type == "multi_variable_declaration")
        {
            var parts = new List<FactNode>();
            foreach (var child in node.Children)
            {
                if (child.Type == "variable_declaration")
                {
                    parts.Add(Pattern(child));
                }
            }

            return Facts.Make(FactKind.ArrayPattern, node, [.. parts]);
        }

        var name = Child(node, "identifier").Text;
        Local(name);
        return Name(node, name);
    }

    private static string Operator(SyntaxNode node) => node["operator"].Text is { Length: > 0 } operation ? operation : "=";

    private static SyntaxNode Child(SyntaxNode node, params ReadOnlySpan<string> types)
    {
        foreach (var child in node.Children)
        {
            foreach (var type in types)
            {
                if (child.Type == type)
                {
                    return child;
                }
            }
        }

        return default;
    }

    private static SyntaxNode LastNamed(SyntaxNode node)
    {
        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type is not ("line_comment" or "block_comment") ? child : last;
        }

        return last;
    }

    /// <summary>What a <c>return</c> gives; its label is passed over.</summary>
    private static SyntaxNode Operand(SyntaxNode node)
    {
        var last = LastNamed(node);
        return last.Field == "label" || last.Type == "label" ? default : last;
    }
}

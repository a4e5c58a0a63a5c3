using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Java.Lowering;

/// <summary>One walk over one file of Java: statements here, the rest in the other parts.</summary>
internal sealed partial class JavaWalk(CancellationToken cancellationToken) : JvmWalk(cancellationToken)
{
    private string _class = "";

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "package_declaration":
                return Facts.Make(FactKind.Namespace, node, LastNamed(node).Text, FactFlags.None, Facts.Make(FactKind.Block, node));
            case "import_declaration":
                return Import(node);
            case "class_declaration" or "record_declaration" or "enum_declaration" or "interface_declaration" or "annotation_type_declaration":
                Local(node["name"].Text);
                return Type(node);
            case "method_declaration":
                return Scoped(() => Method(node));
            case "expression_statement":
                return Expression(node.FirstNamed);
            case "local_variable_declaration":
                return Variable(node);
            case "block" or "constructor_body":
                return Block(node);
            case "return_statement":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "throw_statement":
                return Facts.Make(FactKind.Throw, node, Expression(node.FirstNamed));
            case "yield_statement":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "if_statement":
                var test = Unwrap(node["condition"]);
                return Facts.Make(FactKind.If, node, FactBuilder.Excerpt(test), FactFlags.None, Expression(test), Body(node["consequence"]), Body(node["alternative"]));
            case "enhanced_for_statement":
                var source = Expression(node["value"]);
                Local(node["name"].Text);
                return Facts.Make(FactKind.ForEach, node, Name(node["name"], node["name"].Text), source, Body(node["body"]));
            case "for_statement":
                return Facts.Make(
                    FactKind.For,
                    node,
                    node["init"] is { Exists: true } init ? Statement(init) : FactNode.Absent,
                    Expression(node["condition"]),
                    Expression(node["update"]),
                    Body(node["body"]));
            case "while_statement" or "do_statement":
                return Facts.Make(FactKind.While, node, Expression(Unwrap(node["condition"])), Body(node["body"]));
            case "try_statement" or "try_with_resources_statement":
                return Try(node);
            case "switch_expression":
                return Switch(node, isValue: false);
            case "synchronized_statement":
                return Body(node["body"]);
            case "labeled_statement":
                return Statement(LastNamed(node));
            case "break_statement":
                return Facts.Make(FactKind.Break, node);
            case "continue_statement":
                return Facts.Make(FactKind.Continue, node);
            case "explicit_constructor_invocation":
                return Delegation(node);
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            case "line_comment" or "block_comment" or "module_declaration" or "assert_statement" or "modifiers":
                return FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    private FactNode Body(SyntaxNode node) => !node.Exists ? FactNode.Absent : node.Type == "block" ? Block(node) : Facts.Make(FactKind.Block, node, Statement(node));

    private FactNode Import(SyntaxNode node)
    {
        var name = "";
        foreach (var child in node.Children)
        {
            name = child.Type is "identifier" or "scoped_identifier" ? child.Text : child.Type == "asterisk" ? name + ".*" : name;
        }

        Facts.AddImport(name);
        return Facts.Make(FactKind.Import, node, name, node.HasToken("static") ? FactFlags.Static : FactFlags.None);
    }

    private FactNode Variable(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "variable_declarator")
            {
                var value = Value(child["value"]);
                Local(child["name"].Text);
                list.Add(Facts.Make(FactKind.Declarator, child, Name(child, child["name"].Text), value, TypeOf(node["type"])));
            }
        }

        return Facts.Make(FactKind.Declare, node, "let", FactFlags.None, [.. list]);
    }

    private FactNode Try(SyntaxNode node)
    {
        var resources = new List<FactNode>();
        foreach (var child in node["resources"].Children)
        {
            if (child.Type == "resource" && child["name"] is { Exists: true } name)
            {
                var value = Expression(child["value"]);
                Local(name.Text);
                resources.Add(Facts.Make(FactKind.Declare, child, "let", FactFlags.None, Facts.Make(FactKind.Declarator, child, Name(name, name.Text), value)));
            }
        }

        var body = Facts.Make(FactKind.Block, node["body"], [.. resources, .. Statements(node["body"])]);
        var (caught, handler, last) = (FactNode.Absent, FactNode.Absent, FactNode.Absent);
        foreach (var child in node.Children)
        {
            if (child.Type == "catch_clause" && handler.IsAbsent)
            {
                var name = Child(child, "catch_formal_parameter")["name"].Text;
                Local(name);
                caught = Name(child, name);
                handler = Body(child["body"]);
            }
            else if (child.Type == "finally_clause")
            {
                last = Body(child.FirstNamed);
            }
        }

        return Facts.Make(FactKind.Try, node, body, caught, handler, last);
    }

    private FactNode Switch(SyntaxNode node, bool isValue)
    {
        var list = new List<FactNode> { Expression(Unwrap(node["condition"])) };
        foreach (var child in node["body"].Children)
        {
            if (child.Type is not ("switch_rule" or "switch_block_statement_group"))
            {
                continue;
            }

            var tests = new List<FactNode>();
            var statements = new List<FactNode>();
            foreach (var part in child.Children)
            {
                if (part.Type == "switch_label")
                {
                    tests.AddRange(Tests(part));
                }
                else if (part.IsNamed)
                {
                    statements.Add(isValue && part.Type == "expression_statement" ? Facts.Make(FactKind.Return, part, Expression(part.FirstNamed)) : Statement(part));
                }
            }

            if (child.Type == "switch_rule" && !isValue)
            {
                statements.Add(Facts.Make(FactKind.Break, child));
            }

            // Several labels share one body: each but the last falls through to it.
            for (var i = 0; i < tests.Count; i++)
            {
                list.Add(Facts.Make(FactKind.Case, child, tests[i], Facts.Make(FactKind.Block, child, i == tests.Count - 1 ? [.. statements] : [])));
            }
        }

        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    private List<FactNode> Tests(SyntaxNode label)
    {
        var tests = new List<FactNode>();
        foreach (var child in label.Children)
        {
            if (child.IsNamed && child.Type is not ("guard" or "line_comment" or "block_comment"))
            {
                // A constant of an enumeration is written by its bare name here.
                tests.Add(child.Type == "identifier" ? Text(child, child.Text) : Expression(child));
            }
        }

        return tests.Count == 0 ? [FactNode.Absent] : tests;
    }

    private FactNode Delegation(SyntaxNode node)
    {
        var arguments = Items(node["arguments"]);
        return node["constructor"].Type == "this"
            ? Facts.Make(FactKind.Call, node, [Member(node, Facts.Make(FactKind.This, node), "$this()"), Text(node, _class), .. arguments])
            : Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Super, node), .. arguments]);
    }

    private static SyntaxNode Unwrap(SyntaxNode node)
    {
        while (node.Type is "parenthesized_expression" && node.FirstNamed is { Exists: true } inner)
        {
            node = inner;
        }

        return node;
    }

    private static SyntaxNode Child(SyntaxNode node, string type)
    {
        foreach (var child in node.Children)
        {
            if (child.Type == type)
            {
                return child;
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
}

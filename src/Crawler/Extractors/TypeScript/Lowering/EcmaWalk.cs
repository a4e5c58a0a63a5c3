using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>One walk over one file of TypeScript or JavaScript: statements here, the rest in the other parts. Types are left out; they decide nothing at run time.</summary>
internal sealed partial class EcmaWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    /// <summary>How many function bodies were left out.</summary>
    public int Deferred { get; private set; }

    /// <summary>The facts of a file; what is imported in the parts that were left out of it comes last.</summary>
    public new FileFacts File(SyntaxTree tree)
    {
        var root = Block(tree.Root);
        foreach (var module in tree.Cuts?.Imports ?? [])
        {
            Facts.AddImport(module);
        }

        return Facts.Finish(root);
    }

    /// <summary>The body of a branch or loop as a block, whether it was written as one or not.</summary>
    private FactNode Body(SyntaxNode node) => !node.Exists ? FactNode.Absent : node.Type == "statement_block" ? Block(node) : Facts.Make(FactKind.Block, node, Statement(node));

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "expression_statement":
                return Expression(node.FirstNamed);
            case "lexical_declaration" or "variable_declaration":
                return Declaration(node);
            case "function_declaration" or "generator_function_declaration":
                return Function(node);
            case "class_declaration" or "abstract_class_declaration":
                return Class(node);
            case "import_statement":
                return Import(node);
            case "export_statement":
                return Export(node);
            case "statement_block":
                return Block(node);
            case "return_statement":
                return Facts.Make(FactKind.Return, node, Expression(node.FirstNamed));
            case "throw_statement":
                return Facts.Make(FactKind.Throw, node, Expression(node.FirstNamed));
            case "if_statement":
                var test = Unwrap(node["condition"]);
                return Facts.Make(
                    FactKind.If,
                    node,
                    test.Exists ? FactBuilder.Excerpt(test) : null,
                    FactFlags.None,
                    Expression(test),
                    Body(node["consequence"]),
                    node["alternative"] is { Exists: true } other ? Body(other.FirstNamed) : FactNode.Absent);
            case "for_in_statement":
                return ForIn(node);
            case "for_statement":
                return Facts.Make(FactKind.For, node, Start(node["initializer"]), Start(node["condition"]), Expression(node["increment"]), Body(node["body"]));
            case "while_statement" or "do_statement":
                return Facts.Make(FactKind.While, node, Expression(Unwrap(node["condition"])), Body(node["body"]));
            case "try_statement":
                var handler = node["handler"];
                return Facts.Make(
                    FactKind.Try,
                    node,
                    Body(node["body"]),
                    handler["parameter"] is { Exists: true } caught ? Pattern(caught) : FactNode.Absent,
                    handler["body"] is { Exists: true } body ? Body(body) : FactNode.Absent,
                    node["finalizer"]["body"] is { Exists: true } last ? Body(last) : FactNode.Absent);
            case "switch_statement":
                return Switch(node);
            case "break_statement":
                return Facts.Make(FactKind.Break, node, node["label"] is { Exists: true } l ? l.Text : null);
            case "continue_statement":
                return Facts.Make(FactKind.Continue, node, node["label"] is { Exists: true } c ? c.Text : null);
            case "labeled_statement":
                return Facts.Make(FactKind.Label, node, node["label"].Text, FactFlags.None, Statement(node["body"]));
            case "enum_declaration":
                return Enum(node);
            case "internal_module" or "module":
                return node["body"] is { Exists: true } inside
                    ? Facts.Make(FactKind.Namespace, node, node["name"].Text, FactFlags.None, Block(inside))
                    : FactNode.Absent;
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            case "comment" or "empty_statement" or "hash_bang_line" or "debugger_statement" or "type_alias_declaration" or "interface_declaration"
                or "ambient_declaration" or "function_signature" or "import_alias" or "else_clause":
                return node.Type == "else_clause" ? Body(node.FirstNamed) : FactNode.Absent;
            default:
                return Expression(node);
        }
    }

    private FactNode Start(SyntaxNode node) =>
        !node.Exists || node.Type == "empty_statement" ? FactNode.Absent : Statement(node);

    private FactNode Declaration(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "variable_declarator")
            {
                list.Add(Facts.Make(FactKind.Declarator, child, Pattern(child["name"]), Expression(child["value"])));
            }
        }

        var kind = node["kind"] is { Exists: true } k ? k.Text : "var";
        return Facts.Make(FactKind.Declare, node, kind, FactFlags.None, [.. list]);
    }

    private FactNode ForIn(SyntaxNode node)
    {
        var keys = node["operator"].Text == "in";
        return Facts.Make(FactKind.ForEach, node, null, keys ? FactFlags.Keys : FactFlags.None, Pattern(node["left"]), Expression(node["right"]), Body(node["body"]));
    }

    private FactNode Switch(SyntaxNode node)
    {
        var list = new List<FactNode> { Expression(Unwrap(node["value"])) };
        foreach (var child in node["body"].Children)
        {
            if (child.Type is not ("switch_case" or "switch_default"))
            {
                continue;
            }

            var statements = new List<FactNode>();
            foreach (var part in child.Children)
            {
                if (part.Field == "body" && part.IsNamed && Statement(part) is { IsAbsent: false } statement)
                {
                    statements.Add(statement);
                }
            }

            list.Add(Facts.Make(FactKind.Case, child, Expression(child["value"]), Facts.Make(FactKind.Block, child, [.. statements])));
        }

        return Facts.Make(FactKind.Switch, node, [.. list]);
    }

    private FactNode Enum(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node["body"].Children)
        {
            if (child.Type == "enum_assignment")
            {
                list.Add(Facts.Make(FactKind.Property, child, Key(child["name"]), FactFlags.None, Expression(child["value"])));
            }
            else if (child.IsNamed && child.Type != "comment")
            {
                list.Add(Facts.Make(FactKind.Property, child, Key(child), FactFlags.None, FactNode.Absent));
            }
        }

        return Facts.Make(FactKind.Enum, node, node["name"].Text, FactFlags.None, [.. list]);
    }

    private static SyntaxNode Unwrap(SyntaxNode node)
    {
        while (node.Type is "parenthesized_expression" && node.FirstNamed is { Exists: true } inner)
        {
            node = inner;
        }

        return node;
    }
}

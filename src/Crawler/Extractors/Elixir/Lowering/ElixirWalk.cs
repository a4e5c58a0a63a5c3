using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Elixir.Lowering;

/// <summary>
/// One walk over one file of Elixir. A module becomes a <see cref="FactKind.Class"/> with all its statements in its block; a function is a <see cref="FactKind.Function"/>, an attribute of the module
/// an assignment to its name with the <c>@</c>, an atom a text. What a block gives is its last expression.
/// </summary>
internal sealed partial class ElixirWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    protected override FactNode StatementAtDepth(SyntaxNode node) => node.Type switch
    {
        "comment" => FactNode.Absent,
        "ERROR" => Broken(node),
        _ => Expression(node),
    };

    private FactNode Broken(SyntaxNode node)
    {
        Facts.Errors++;
        return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
    }

    /// <summary>A call with its block, or one of the words that the grammar knows only as calls.</summary>
    private FactNode Call(SyntaxNode node)
    {
        var target = node["target"];
        var name = target.Type == "identifier" ? target.Text : "";
        var block = Child(node, "do_block");
        var arguments = Child(node, "arguments");
        switch (name)
        {
            case "defmodule":
                var module = First(arguments).Text;
                return Facts.Make(FactKind.Class, node, module, FactFlags.None, Facts.Make(FactKind.Arguments, node), Facts.Make(FactKind.Block, node, block.Exists ? Statements(block) : []));
            case "def" or "defp":
                return Definition(node, arguments, block);
            case "if" or "unless" when block.Exists || Inline(arguments).Exists:
                return If(node, arguments, block, name == "unless");
            case "alias" or "import" or "require" or "use" or "component" or "embeds_one":
                foreach (var part in arguments.Children)
                {
                    Facts.AddImport(part.Type == "alias" ? part.Text.Split('.')[^1] : null);
                }

                break;
            default:
                break;
        }

        var list = new List<FactNode> { target.Type == "dot" ? Dot(target) : Facts.Make(FactKind.Name, target, target.Text) };
        list.AddRange(Arguments(arguments));
        if (block.Exists)
        {
            list.Add(Facts.Make(FactKind.Keyword, block, "do", FactFlags.None, Facts.Make(FactKind.Block, block, Statements(block))));
        }

        return Facts.Make(FactKind.Call, node, [.. list]);
    }

    private FactNode Definition(SyntaxNode node, SyntaxNode arguments, SyntaxNode block)
    {
        var head = First(arguments);
        head = head.Type == "binary_operator" ? head["left"] : head;
        var name = head.Type == "call" ? head["target"].Text : head.Text;
        var parameters = new List<FactNode>();
        foreach (var parameter in Child(head, "arguments").Children)
        {
            if (parameter.IsNamed)
            {
                parameters.Add(Facts.Make(FactKind.Parameter, parameter, parameter.Type == "identifier" ? Facts.Make(FactKind.Name, parameter, parameter.Text) : Facts.Opaque(parameter)));
            }
        }

        var inline = Inline(arguments);
        var body = block.Exists ? Body(block) : inline.Exists ? Facts.Make(FactKind.Block, node, Facts.Make(FactKind.Return, node, Expression(inline))) : Facts.Make(FactKind.Block, node);
        return Facts.Make(FactKind.Function, node, name, FactFlags.None, Facts.Make(FactKind.Parameters, node, [.. parameters]), body);
    }

    private FactNode Body(SyntaxNode block)
    {
        var statements = Statements(block).Where(static s => s.Text != "else_block").ToArray();
        if (statements.Length > 0 && statements[^1].Kind == FactKind.If)
        {
            return Facts.Make(FactKind.Block, block, statements);
        }

        if (statements.Length > 0)
        {
            statements[^1] = new FactNode(FactKind.Return, null, [statements[^1]], statements[^1].Line, statements[^1].Column);
        }

        return Facts.Make(FactKind.Block, block, statements);
    }

    /// <summary>A branch gives a value: each of its arms returns its own, and where a value is wanted it is called at once.</summary>
    private FactNode If(SyntaxNode node, SyntaxNode arguments, SyntaxNode block, bool isNegated)
    {
        var test = First(arguments);
        var then = block.Exists ? Body(block) : Facts.Make(FactKind.Block, node, Facts.Make(FactKind.Return, node, Expression(Inline(arguments))));
        var other = Child(block, "else_block") is { Exists: true } rest ? Body(rest) : Facts.Make(FactKind.Block, node, Facts.Make(FactKind.Return, node, Facts.Make(FactKind.Null, node)));
        var condition = isNegated ? Facts.Make(FactKind.Unary, node, "!", FactFlags.None, Expression(test)) : Expression(test);
        return Facts.Make(FactKind.If, node, (isNegated ? "not " : "") + FactBuilder.Excerpt(test), FactFlags.None, condition, then, other);
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

    private static SyntaxNode First(SyntaxNode arguments) => arguments.FirstNamed;

    /// <summary>The value of <c>do:</c> among the arguments.</summary>
    private static SyntaxNode Inline(SyntaxNode arguments)
    {
        foreach (var pair in Child(arguments, "keywords").Children)
        {
            if (pair.Type == "pair" && pair["key"].Text.Trim() == "do:")
            {
                return pair["value"];
            }
        }

        return default;
    }
}

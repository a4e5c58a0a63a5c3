using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <content>Calls and their arguments.</content>
internal sealed partial class RubyWalk
{
    /// <summary>A bare word: a variable, or a call on <c>self</c>; a method of the file's top is found there by what the words mean at run time.</summary>
    private FactNode Word(SyntaxNode node)
    {
        if (node.Type == "super")
        {
            return Super(node, []);
        }

        var name = node.Text.TrimEnd(':');
        if (_locals.FindOrNull(name) is { } local)
        {
            return Facts.Make(FactKind.Name, node, local);
        }

        Facts.AddImport(name);
        return Facts.Make(FactKind.Call, node, Own(node, name));
    }

    private FactNode Own(SyntaxNode node, string name) => Facts.Make(FactKind.Member, node, name, FactFlags.None, Facts.Make(FactKind.This, node));

    private FactNode Super(SyntaxNode node, FactNode[] arguments) =>
        _method == "initialize"
            ? Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Super, node), .. arguments])
            : Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Member, node, _method, FactFlags.None, Facts.Make(FactKind.Super, node)), .. arguments]);

    private FactNode Call(SyntaxNode node)
    {
        var receiver = node["receiver"];
        var method = node["method"];
        var name = method.Exists ? method.Text : "call";
        var block = node["block"];
        if (!receiver.Exists && name is "lambda" or "proc" && block.Exists)
        {
            return Block(block, block["parameters"]);
        }

        var list = new List<FactNode>(Arguments(node.Type == "yield" ? node.FirstNamed : node["arguments"]));
        if (block.Exists)
        {
            list.Add(Facts.Make(FactKind.Keyword, block, LocalNames.Block, FactFlags.None, Nested(block, b => Block(b, b["parameters"]))));
        }

        if (method.Type == "super")
        {
            return Super(node, [.. list]);
        }

        if (node.Type == "yield")
        {
            return Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Name, node, LocalNames.Block), .. list]);
        }

        if (!receiver.Exists)
        {
            Facts.AddImport(name);
        }

        var flags = node["operator"].Text == "&." ? FactFlags.Optional : FactFlags.None;
        var callee = receiver.Exists ? Facts.Make(FactKind.Member, method.Exists ? method : node, name, flags, Expression(receiver)) : Own(method, name);
        return Facts.Make(FactKind.Call, node, null, flags, [callee, .. list]);
    }

    private FactNode Element(SyntaxNode node)
    {
        var target = Expression(node["object"]);
        var arguments = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Field is not ("object" or "block") && child.Type != "comment")
            {
                arguments.Add(Expression(child));
            }
        }

        return arguments.Count == 1 ? Facts.Make(FactKind.Index, node, target, arguments[0]) : Facts.Make(FactKind.Call, node, [Facts.Make(FactKind.Member, node, "[]", FactFlags.None, target), .. arguments]);
    }

    /// <summary>Arguments of a call, or items of a list: pairs are arguments by name, in a list they are one hash.</summary>
    private FactNode[] Arguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        var pairs = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "pair" when node.Type == "argument_list" && Pair(child) is { Text: { } key } pair:
                    list.Add(Facts.Make(FactKind.Keyword, child, key, FactFlags.None, pair[0]));
                    break;
                case "pair":
                    pairs.Add(Pair(child));
                    break;
                case "hash_splat_argument":
                    list.Add(Facts.Make(FactKind.Spread, child, "**", FactFlags.None, Expression(child.FirstNamed)));
                    break;
                case "splat_argument":
                    list.Add(Facts.Make(FactKind.Spread, child, Expression(child.FirstNamed)));
                    break;
                case "block_argument":
                    list.Add(Facts.Make(FactKind.Keyword, child, LocalNames.Block, FactFlags.None, child.FirstNamed.Exists ? Expression(child.FirstNamed) : Facts.Make(FactKind.Name, child, LocalNames.Block)));
                    break;
                case "comment" or "heredoc_body" or "forward_argument":
                    break;
                default:
                    if (child.IsNamed)
                    {
                        list.Add(Expression(child));
                    }

                    break;
            }
        }

        if (pairs.Count > 0)
        {
            list.Add(Facts.Make(FactKind.Object, node, [.. pairs]));
        }

        return [.. list];
    }
}

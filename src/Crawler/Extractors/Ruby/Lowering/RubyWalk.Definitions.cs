using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <content>Classes, modules, methods and blocks.</content>
internal sealed partial class RubyWalk
{
    /// <summary>The names of the classes and modules around, whole, the innermost last.</summary>
    private readonly List<string> _namespaces = [];
    private string _method = "";

    private FactNode Class(SyntaxNode node)
    {
        var written = node["name"].Text;
        var name = written.StartsWith("::", StringComparison.Ordinal) ? written[2..] : Whole(written);
        var superclass = node["superclass"].FirstNamed;
        var bases = superclass.Exists ? Facts.Make(FactKind.Arguments, superclass, Expression(superclass)) : Facts.Make(FactKind.Arguments, node);
        _namespaces.Add(name);
        _locals.Enter(seesAround: false);
        var members = new List<FactNode>();
        AddMembers(members, node["body"], isStatic: false);
        _locals.Leave();
        _namespaces.RemoveAt(_namespaces.Count - 1);
        return Facts.Make(FactKind.Class, node, name, node.Type == "module" ? FactFlags.Default : FactFlags.None, bases, Facts.Make(FactKind.Block, node, [.. members]), FactNode.Absent);
    }

    private string Whole(string name) => _namespaces.Count == 0 ? name : $"{_namespaces[^1]}::{name}";

    private void AddMembers(List<FactNode> members, SyntaxNode body, bool isStatic)
    {
        foreach (var child in body.Children)
        {
            if (child.IsNamed && child.Type is not ("comment" or "heredoc_body"))
            {
                AddMember(members, Declared(child), isStatic);
            }
        }
    }

    private void AddMember(List<FactNode> members, SyntaxNode node, bool isStatic)
    {
        switch (node.Type)
        {
            case "method" or "singleton_method":
                var name = node["name"].Text;
                var own = isStatic || node.Type == "singleton_method";
                members.Add(Facts.Make(FactKind.Method, node, name == "initialize" && !own ? "constructor" : name, own ? FactFlags.Static : FactFlags.None, Nested(node, Method)));
                break;
            case "singleton_class" when node["value"].Type == "self":
                _locals.Enter(seesAround: false);
                AddMembers(members, node["body"], isStatic: true);
                _locals.Leave();
                break;
            default:
                if (Statement(node) is { IsAbsent: false } statement)
                {
                    members.Add(Facts.Make(FactKind.Block, node, null, FactFlags.StaticBlock, statement));
                }

                break;
        }
    }

    /// <summary>The method in <c>private def …</c>; else the node itself.</summary>
    private static SyntaxNode Declared(SyntaxNode node) =>
        node.Type == "call" && !node["receiver"].Exists && node["arguments"].FirstNamed is { Type: "method" or "singleton_method" } method ? method : node;

    private FactNode Method(SyntaxNode node)
    {
        var before = _method;
        _method = node["name"].Text;
        _locals.Enter(seesAround: false);
        var parameters = Parameters(node["parameters"]);
        parameters.Add(Facts.Make(FactKind.Parameter, node, Facts.Make(FactKind.Name, node, LocalNames.Block), Facts.Make(FactKind.Null, node)));
        var body = node["body"];
        var statements = !body.Exists ? [] : body.Type == "body_statement" ? Body(body, isLast: true) : [Nested(body, Last)];
        _locals.Leave();
        var function = Facts.Make(FactKind.Function, node, _method, FactFlags.None, Facts.Make(FactKind.Parameters, node, [.. parameters]), Facts.Make(FactKind.Block, node, statements), FactNode.Absent, FactNode.Absent);
        _method = before;
        return function;
    }

    /// <summary>A block or a lambda: it sees what is around, and keeps its <c>self</c>.</summary>
    private FactNode Block(SyntaxNode node, SyntaxNode parameters)
    {
        _locals.Enter(seesAround: true);
        var list = parameters.Exists ? Parameters(parameters) : [];
        if (!parameters.Exists)
        {
            // A block without parameters may still name what it is given.
            foreach (var name in new[] { "it", "_1" })
            {
                _locals.Declare(name, "it");
            }

            list.Add(Facts.Make(FactKind.Parameter, node, Facts.Make(FactKind.Name, node, "it")));
        }

        var body = node["body"];
        var statements = body.Exists ? Body(body, isLast: true) : [];
        _locals.Leave();
        return Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node, [.. list]), Facts.Make(FactKind.Block, node, statements), FactNode.Absent, FactNode.Absent);
    }

    private List<FactNode> Parameters(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (!child.IsNamed || child.Type == "comment" || child.Field == "locals")
            {
                continue;
            }

            var name = child.Type == "identifier" ? child.Text : child["name"].Text;
            _locals.Declare(name, child.Type == "block_parameter" ? LocalNames.Block : name);
            switch (child.Type)
            {
                case "block_parameter":
                    break;
                case "splat_parameter" or "forward_parameter":
                    list.Add(Facts.Make(FactKind.Parameter, child, Facts.Make(FactKind.Rest, child, Facts.Make(FactKind.Name, child, name))));
                    break;
                case "hash_splat_parameter":
                    list.Add(Facts.Make(FactKind.Parameter, child, Facts.Make(FactKind.Rest, child, "**", FactFlags.None, Facts.Make(FactKind.Name, child, name))));
                    break;
                case "destructured_parameter":
                    list.Add(Facts.Make(FactKind.Parameter, child, Nested(child, n => Facts.Make(FactKind.ArrayPattern, n, [.. Parameters(n).Select(static p => p[0])]))));
                    break;
                case "hash_splat_nil":
                    break;
                default:
                    list.Add(Facts.Make(FactKind.Parameter, child, null, child.Type == "keyword_parameter" ? FactFlags.KeywordOnly : FactFlags.None, Facts.Make(FactKind.Name, child, name), Expression(child["value"])));
                    break;
            }
        }

        return list;
    }
}

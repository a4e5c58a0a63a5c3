using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <content>Functions and types.</content>
internal sealed partial class GoWalk
{
    private readonly Stack<Results> _results = [];

    /// <summary>A function. The receiver of a method is no parameter here: a name that is what the call is made on.</summary>
    private FactNode Function(SyntaxNode node, string? name, string? receiver = null, bool isCopied = false)
    {
        var parameters = Parameters(node["parameters"]);
        var results = new Results();
        var types = ResultTypes(node["result"], results);
        var start = new List<FactNode>();
        if (receiver is not null and not "_")
        {
            var self = Facts.Make(FactKind.This, node);
            start.Add(Declared(node, receiver, isCopied ? Facts.Make(FactKind.Copy, node, self) : Facts.Make(FactKind.Pointer, node, "&", FactFlags.None, self)));
        }

        for (var i = 0; i < results.Names.Count; i++)
        {
            start.Add(Declared(node, results.Names[i], Call(node, "$zero", results.Types[i])));
        }

        _results.Push(results);
        var body = node["body"].Exists ? Statements(node["body"]) : [];
        _results.Pop();
        return Facts.Make(
            FactKind.Function,
            node,
            name,
            FactFlags.None,
            parameters,
            Facts.Make(FactKind.Block, node, [.. start, .. body]),
            types,
            FactNode.Absent,
            node["type_parameters"] is { Exists: true } own ? TypeParameters(own) : FactNode.Absent);
    }

    private FactNode Declared(SyntaxNode at, string name, FactNode value) =>
        Facts.Make(FactKind.Declare, at, "let", FactFlags.None, Facts.Make(FactKind.Declarator, at, Facts.Make(FactKind.Name, at, name), value));

    private FactNode Parameters(SyntaxNode list)
    {
        var parameters = new List<FactNode>();
        foreach (var child in list.Children)
        {
            if (child.Type is not ("parameter_declaration" or "variadic_parameter_declaration"))
            {
                continue;
            }

            var type = Type(child["type"]);
            var names = Children(child, "name", "identifier");
            if (child.Type == "variadic_parameter_declaration")
            {
                var rest = Facts.Make(FactKind.Rest, child, Facts.Make(FactKind.Name, child, names.Count > 0 ? names[0].Text : "_"));
                parameters.Add(Facts.Make(FactKind.Parameter, child, rest, FactNode.Absent, Facts.Make(FactKind.Type, child, "slice", FactFlags.None, type)));
                continue;
            }

            foreach (var name in names.Count > 0 ? names.Select(static n => n.Text) : ["_"])
            {
                parameters.Add(Facts.Make(FactKind.Parameter, child, Facts.Make(FactKind.Name, child, name), FactNode.Absent, type));
            }
        }

        return Facts.Make(FactKind.Parameters, list.Exists ? list : default, [.. parameters]);
    }

    private FactNode ResultTypes(SyntaxNode result, Results results)
    {
        if (!result.Exists)
        {
            return FactNode.Absent;
        }

        var types = new List<FactNode>();
        if (result.Type != "parameter_list")
        {
            types.Add(Type(result));
        }

        foreach (var child in result.Type == "parameter_list" ? result.Children : default)
        {
            if (child.Type != "parameter_declaration")
            {
                continue;
            }

            var type = Type(child["type"]);
            var names = Children(child, "name", "identifier");
            foreach (var name in names)
            {
                results.Names.Add(name.Text);
                results.Types.Add(type);
            }

            types.AddRange(Enumerable.Repeat(type, Math.Max(1, names.Count)));
        }

        return Facts.Make(FactKind.Array, result, "tuple", FactFlags.None, [.. types]);
    }

    private FactNode TypeParameters(SyntaxNode list)
    {
        var parameters = new List<FactNode>();
        foreach (var child in list.Children)
        {
            foreach (var name in child.Type == "type_parameter_declaration" ? Children(child, "name", "identifier") : [])
            {
                parameters.Add(Facts.Make(FactKind.Parameter, name, Facts.Make(FactKind.Name, name, name.Text), FactNode.Absent, FactNode.Absent));
            }
        }

        return Facts.Make(FactKind.Parameters, list, [.. parameters]);
    }

    private FactNode Type(SyntaxNode node) => node.Exists ? Nested(node, TypeAtDepth) : FactNode.Absent;

    private FactNode TypeAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "type_identifier" or "identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "qualified_type":
                return Facts.Make(FactKind.Member, node, node["name"].Text, FactFlags.None, Facts.Make(FactKind.Name, node["package"], node["package"].Text));
            case "pointer_type":
                return Facts.Make(FactKind.Pointer, node, "*", FactFlags.None, Type(node.FirstNamed));
            case "slice_type" or "implicit_length_array_type":
                return Facts.Make(FactKind.Type, node, "slice", FactFlags.None, Type(node["element"]));
            case "array_type":
                return Facts.Make(FactKind.Type, node, "array", FactFlags.None, Type(node["element"]), Expression(node["length"]));
            case "map_type":
                return Facts.Make(FactKind.Type, node, "map", FactFlags.None, Type(node["key"]), Type(node["value"]));
            case "channel_type":
                return Facts.Make(FactKind.Type, node, "chan", FactFlags.None, Type(node["value"]));
            case "function_type":
                return Facts.Make(FactKind.Type, node, "func", FactFlags.None, Parameters(node["parameters"]), ResultTypes(node["result"], new Results()));
            case "generic_type":
                return Facts.Make(FactKind.Index, node, Type(node["type"]), TypeArguments(node["type_arguments"]));
            case "parenthesized_type" or "type_elem" or "type_constraint" or "negated_type":
                return Type(node.FirstNamed);
            case "struct_type":
                return Facts.Make(FactKind.Type, node, "struct", FactFlags.None, Fields(node.FirstNamed));
            case "interface_type":
                return Facts.Make(FactKind.Type, node, "interface", FactFlags.None, Elements(node));
            default:
                return Expression(node);
        }
    }

    private FactNode TypeArguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                list.Add(Type(child));
            }
        }

        return list.Count == 1 ? list[0] : Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, [.. list]);
    }

    private FactNode[] Fields(SyntaxNode list)
    {
        var fields = new List<FactNode>();
        foreach (var child in list.Children)
        {
            if (child.Type != "field_declaration")
            {
                continue;
            }

            var type = Type(child["type"]);
            var tag = child["tag"] is { Exists: true } written ? Facts.Make(FactKind.String, written, GoText.Unquote(written.Text)) : FactNode.Absent;
            var names = Children(child, "name", "field_identifier");
            if (names.Count == 0)
            {
                fields.Add(Facts.Make(FactKind.Spread, child, child.HasToken("*") ? Facts.Make(FactKind.Pointer, child, "*", FactFlags.None, type) : type, tag));
            }

            fields.AddRange(names.Select(name => Facts.Make(FactKind.Field, name, name.Text, FactFlags.None, tag, FactNode.Absent, type)));
        }

        return [.. fields];
    }

    private FactNode[] Elements(SyntaxNode node)
    {
        var elements = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "method_elem")
            {
                var type = Facts.Make(FactKind.Type, child, "func", FactFlags.None, Parameters(child["parameters"]), ResultTypes(child["result"], new Results()));
                elements.Add(Facts.Make(FactKind.Field, child, child["name"].Text, FactFlags.None, FactNode.Absent, FactNode.Absent, type));
            }
            else if (child.Type == "type_elem" && !child.HasToken("|"))
            {
                elements.Add(Facts.Make(FactKind.Spread, child, Type(child.FirstNamed), FactNode.Absent));
            }
        }

        return [.. elements];
    }
}

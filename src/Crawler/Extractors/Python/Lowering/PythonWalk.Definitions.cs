using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <content>Functions, classes and imports.</content>
internal sealed partial class PythonWalk
{
    private FactNode Definition(SyntaxNode node, FactNode decorators) => Bound(node, node["name"].Text, Function(node, decorators, receiver: null));

    private FactNode ClassDefinition(SyntaxNode node, FactNode decorators)
    {
        var type = Class(node, decorators);
        var value = decorators.Children.Aggregate(type, (inner, decorator) => Facts.Make(FactKind.Call, node, Synthetic(node, "__decorate__"), decorator, inner));
        return Bound(node, node["name"].Text, value);
    }

    private FactNode Decorated(SyntaxNode node)
    {
        var inner = node["definition"];
        return inner.Type == "class_definition" ? ClassDefinition(inner, Decorators(node)) : Definition(inner, Decorators(node));
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

    private FactNode Bound(SyntaxNode at, string name, FactNode value)
    {
        Own(name);
        return Facts.Make(FactKind.Assign, at, "=", FactFlags.None, Facts.Make(FactKind.Name, at, name), value);
    }

    private void Own(string name)
    {
        if (_locals.TryPeek(out var names))
        {
            names.Add(name);
        }
    }

    private FactNode Synthetic(SyntaxNode at, string name) => Facts.Make(FactKind.Name, at, name);

    /// <summary>A function. The receiver of a method is no parameter here: a name that is what the call is made on.</summary>
    private FactNode Function(SyntaxNode node, FactNode decorators, string? receiver)
    {
        var names = new LocalNames();
        var parameters = Parameters(node["parameters"], names, receiver is not null);
        var result = node["return_type"] is { Exists: true } type ? Expression(type) : FactNode.Absent;
        _locals.Push(names);
        var statements = Statements(node["body"]);
        _locals.Pop();
        var start = new List<FactNode>();
        if (receiver is not null)
        {
            start.Add(Declared(node, receiver, Facts.Make(FactKind.This, node)));
        }

        foreach (var name in names.Own)
        {
            if (name != receiver && !names.Outer.Contains(name))
            {
                start.Add(Declared(node, name, FactNode.Absent));
            }
        }

        var flags = (node.HasToken("async") ? FactFlags.Async : FactFlags.None) | (names.Yields ? FactFlags.Generator : FactFlags.None);
        return Facts.Make(
            FactKind.Function,
            node,
            node["name"].Text,
            flags,
            parameters,
            Facts.Make(FactKind.Block, node["body"], [.. start, .. statements]),
            result,
            decorators);
    }

    private FactNode Declared(SyntaxNode at, string name, FactNode value) =>
        Facts.Make(FactKind.Declare, at, "let", FactFlags.None, Facts.Make(FactKind.Declarator, at, Facts.Make(FactKind.Name, at, name), value));

    private FactNode Parameters(SyntaxNode node, LocalNames names, bool dropsFirst)
    {
        var list = new List<FactNode>();
        var byName = FactFlags.None;
        foreach (var child in node.Children)
        {
            if (!child.IsNamed || child.Type is "comment" or "positional_separator")
            {
                continue;
            }

            if (child.Type == "keyword_separator")
            {
                byName = FactFlags.KeywordOnly;
                continue;
            }

            if (dropsFirst && list.Count == 0)
            {
                dropsFirst = false;
                if (child.Type is "identifier" or "typed_parameter" or "default_parameter")
                {
                    continue;
                }
            }

            var parameter = Parameter(child, byName);
            list.Add(parameter);
            if ((parameter[0].Text ?? parameter[0][0].Text) is { } name)
            {
                names.Outer.Add(parameter[0].Kind == FactKind.Rest ? parameter[0][0].Text ?? "" : name);
            }

            byName = parameter[0] is { Kind: FactKind.Rest, Text: null } ? FactFlags.KeywordOnly : byName;
        }

        return Facts.Make(FactKind.Parameters, node, [.. list]);
    }

    private FactNode Parameter(SyntaxNode node, FactFlags flags)
    {
        switch (node.Type)
        {
            case "default_parameter" or "typed_default_parameter":
                return Facts.Make(
                    FactKind.Parameter,
                    node,
                    null,
                    flags,
                    Facts.Make(FactKind.Name, node["name"], node["name"].Text),
                    Expression(node["value"]),
                    node["type"] is { Exists: true } type ? Expression(type) : FactNode.Absent);
            case "typed_parameter":
                return Facts.Make(FactKind.Parameter, node, null, flags, ParameterName(node.FirstNamed), FactNode.Absent, Expression(node["type"]));
            default:
                return Facts.Make(FactKind.Parameter, node, null, flags, ParameterName(node), FactNode.Absent, FactNode.Absent);
        }
    }

    private FactNode ParameterName(SyntaxNode node) =>
        node.Type switch
        {
            "list_splat_pattern" => Facts.Make(FactKind.Rest, node, null, FactFlags.None, Facts.Make(FactKind.Name, node, node.FirstNamed.Text)),
            "dictionary_splat_pattern" => Facts.Make(FactKind.Rest, node, "**", FactFlags.None, Facts.Make(FactKind.Name, node, node.FirstNamed.Text)),
            _ => Facts.Make(FactKind.Name, node, node.Text),
        };

    private FactNode Lambda(SyntaxNode node)
    {
        var names = new LocalNames();
        var parameters = Parameters(node["parameters"], names, dropsFirst: false);
        _locals.Push(names);
        var body = Expression(node["body"]);
        _locals.Pop();
        return Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, parameters, body, FactNode.Absent, FactNode.Absent);
    }

    private FactNode Class(SyntaxNode node, FactNode decorators)
    {
        _locals.Push(new LocalNames());
        var members = new List<FactNode>();
        foreach (var child in node["body"].Children)
        {
            if (child.IsNamed && Member(child) is { IsAbsent: false } member)
            {
                members.Add(member);
            }
        }

        _locals.Pop();
        var bases = new List<FactNode>();
        foreach (var child in node["superclasses"].Children)
        {
            if (child.IsNamed && child.Type != "comment")
            {
                bases.Add(Expression(child));
            }
        }

        // Only the first base is followed: a keyword such as `total=False` must not stand before it.
        return Facts.Make(
            FactKind.Class,
            node,
            node["name"].Text,
            FactFlags.None,
            Facts.Make(FactKind.Arguments, node, [.. bases.OrderBy(static b => b.Kind == FactKind.Keyword ? 1 : 0)]),
            Facts.Make(FactKind.Block, node["body"], [.. members]),
            decorators);
    }

    private FactNode Member(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "function_definition":
                return Method(node, FactNode.Absent);
            case "decorated_definition" when node["definition"] is { Type: "function_definition" } function:
                return Method(function, Decorators(node));
            case "decorated_definition" or "class_definition":
                var bound = Statement(node);
                return Facts.Make(FactKind.Field, node, bound[0].Text, FactFlags.Static, bound[1], FactNode.Absent, FactNode.Absent);
            case "expression_statement" when node.FirstNamed is { Type: "assignment" } assignment && assignment["left"].Type == "identifier":
                return Facts.Make(
                    FactKind.Field,
                    node,
                    assignment["left"].Text,
                    FactFlags.Static,
                    Expression(assignment["right"]),
                    FactNode.Absent,
                    assignment["type"] is { Exists: true } type ? Expression(type) : FactNode.Absent);
            case "expression_statement" when node.FirstNamed is { Type: "string" or "concatenated_string" } text:
                return Facts.Make(FactKind.Field, node, "__doc__", FactFlags.Static, Expression(text), FactNode.Absent, FactNode.Absent);
            default:
                return Statement(node) is { IsAbsent: false } statement ? Facts.Make(FactKind.Block, node, null, FactFlags.StaticBlock, statement) : FactNode.Absent;
        }
    }

    /// <summary>Properties and static methods are what they are called; what other decorators make of a method is evaluated.</summary>
    private FactNode Method(SyntaxNode node, FactNode decorators)
    {
        var flags = FactFlags.None;
        var others = new List<FactNode>();
        foreach (var decorator in decorators.Children)
        {
            switch (decorator.Text)
            {
                case "property" or "cached_property" or "computed_field":
                    flags |= FactFlags.Getter;
                    break;
                case "setter" or "deleter":
                    flags |= FactFlags.Setter;
                    break;
                case "staticmethod" or "classmethod":
                    flags |= FactFlags.Static;
                    break;
                case "abstractmethod" or "override" or "final" or "overload":
                    break;
                default:
                    others.Add(decorator);
                    break;
            }
        }

        var isFree = decorators.Children.Any(static d => d.Text == "staticmethod");
        var name = node["name"].Text;
        var rest = others.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, node, [.. others]);
        var function = Function(node, rest, isFree ? null : Receiver(node));
        return others.Count > 0
            ? Facts.Make(FactKind.Field, node, name, FactFlags.Static, function, FactNode.Absent, FactNode.Absent)
            : Facts.Make(FactKind.Method, node, name == "__init__" ? "constructor" : name, flags, function, FactNode.Absent);
    }

    private static string? Receiver(SyntaxNode function)
    {
        var first = function["parameters"].FirstNamed;
        return first.Type switch
        {
            "identifier" => first.Text,
            "typed_parameter" when first.FirstNamed.Type == "identifier" => first.FirstNamed.Text,
            "default_parameter" => first["name"].Text,
            _ => null,
        };
    }

    private FactNode Import(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "dotted_name":
                    list.Add(Module(child, child.Text));
                    var first = child.Text.Split('.')[0].Trim();
                    list.Add(Bound(child, first, Module(child, first)));
                    break;
                case "aliased_import":
                    list.Add(Bound(child, child["alias"].Text, Module(child, child["name"].Text)));
                    break;
                default:
                    break;
            }
        }

        return list.Count == 1 ? list[0] : Facts.Make(FactKind.Sequence, node, [.. list]);
    }

    private FactNode Module(SyntaxNode at, string name)
    {
        Facts.AddImport(name);
        return Facts.Make(FactKind.ImportCall, at, Facts.Make(FactKind.String, at, name));
    }

    private FactNode ImportFrom(SyntaxNode node)
    {
        var module = node["module_name"].Text.Replace(" ", "", StringComparison.Ordinal);
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "wildcard_import")
            {
                Facts.AddImport(module);
                list.Add(Facts.Make(FactKind.Call, child, Synthetic(child, "__import_star__"), Facts.Make(FactKind.String, child, module)));
            }
            else if (child.Field == "name")
            {
                var outside = (child.Type == "aliased_import" ? child["name"] : child).Text;
                var inside = child.Type == "aliased_import" ? child["alias"].Text : outside;
                Facts.AddImport(module);
                Facts.AddImport(module.EndsWith('.') ? module + outside : $"{module}.{outside}");
                list.Add(Bound(child, inside, Facts.Make(FactKind.Member, child, outside, FactFlags.None, Module(child, module))));
            }
        }

        return list.Count == 1 ? list[0] : Facts.Make(FactKind.Sequence, node, [.. list]);
    }
}

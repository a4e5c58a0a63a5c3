using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Php.Lowering;

/// <content>Classes, enumerations, functions, and their attributes.</content>
internal sealed partial class PhpWalk
{
    private FactNode Class(SyntaxNode node)
    {
        var bases = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type is "base_clause" or "class_interface_clause")
            {
                foreach (var name in child.Children)
                {
                    if (name.Type is "name" or "qualified_name")
                    {
                        // What is extended comes first; a class that only implements extends nothing.
                        bases.Add(child.Type == "base_clause" ? ClassName(name) : Facts.Make(FactKind.Keyword, name, Last(name.Text), FactFlags.None, FactNode.Absent));
                    }
                }
            }
        }

        var flags = node.HasToken("abstract") || node.Type != "class_declaration" || Has(node, "abstract_modifier") ? FactFlags.Default : FactFlags.None;
        return Facts.Make(FactKind.Class, node, node["name"].Text, flags, Facts.Make(FactKind.Arguments, node, [.. bases.OrderBy(static b => b.Kind == FactKind.Keyword)]), Members(node["body"]), Decorators(node));
    }

    private FactNode Enum(SyntaxNode node)
    {
        var members = new List<FactNode>();
        foreach (var child in node["body"].Children)
        {
            if (child.Type == "enum_case")
            {
                var name = child["name"].Text;
                var value = child["value"];
                var content = value.Exists ? Expression(value) : Facts.Make(FactKind.String, child, name);
                members.Add(Facts.Make(FactKind.Property, child, name, FactFlags.None, Facts.Make(FactKind.Object, child, Facts.Make(FactKind.Property, child, "name", FactFlags.None, Facts.Make(FactKind.String, child, name)), Facts.Make(FactKind.Property, child, "value", FactFlags.None, content))));
            }
        }

        return Facts.Make(FactKind.Enum, node, node["name"].Text, FactFlags.None, [.. members]);
    }

    private FactNode Members(SyntaxNode body)
    {
        var members = new List<FactNode>();
        foreach (var child in body.Children)
        {
            switch (child.Type)
            {
                case "method_declaration":
                    var name = child["name"].Text;
                    var function = Nested(child, n => Function(n, Decorators(n)));
                    function = name == "__construct" ? WithFields(child, function) : function;
                    members.Add(Facts.Make(FactKind.Method, child, name == "__construct" ? "constructor" : name, Has(child, "static_modifier") ? FactFlags.Static : FactFlags.None, function));
                    break;
                case "property_declaration":
                    foreach (var element in child.Children)
                    {
                        if (element.Type == "property_element")
                        {
                            members.Add(Facts.Make(FactKind.Field, element, element["name"].Text.TrimStart('$'), Has(child, "static_modifier") ? FactFlags.Static : FactFlags.None, Expression(element["default_value"]), FactNode.Absent, FactNode.Absent, FactNode.Absent));
                        }
                    }

                    break;
                case "const_declaration":
                    foreach (var element in child.Children)
                    {
                        if (element.Type == "const_element")
                        {
                            members.Add(Facts.Make(FactKind.Field, element, element.FirstNamed.Text, FactFlags.Static, Expression(LastNamed(element))));
                        }
                    }

                    break;
                default:
                    break;
            }
        }

        return Facts.Make(FactKind.Block, body, [.. members]);
    }

    /// <summary>Properties have their values before the constructor runs, whether it calls its parent's or not.</summary>
    private FactNode WithFields(SyntaxNode node, FactNode function)
    {
        var first = Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Super, node));
        var body = Facts.Make(FactKind.Block, node, [first, .. function[1].Children]);
        return function.Kind != FactKind.Function ? function : Facts.Make(FactKind.Function, node, null, FactFlags.None, function[0], body, function[2], function[3]);
    }

    private FactNode Function(SyntaxNode node, FactNode decorators)
    {
        var parameters = new List<FactNode>();
        foreach (var child in node["parameters"].Children)
        {
            if (child.Type is "simple_parameter" or "property_promotion_parameter" or "variadic_parameter")
            {
                var name = Facts.Make(FactKind.Name, child, child["name"].Text);
                var pattern = child.Type == "variadic_parameter" ? Facts.Make(FactKind.Rest, child, name) : name;
                parameters.Add(Facts.Make(
                    FactKind.Parameter,
                    child,
                    null,
                    FactFlags.None,
                    pattern,
                    Expression(child["default_value"]),
                    child["type"].Exists ? Facts.Make(FactKind.Name, child["type"], child["type"].Text) : FactNode.Absent,
                    Decorators(child)));
                Facts.AddImport(Last(child["type"].Text.TrimStart('?')));
            }
        }

        var body = node["body"];
        var isArrow = node.Type == "arrow_function";
        return Facts.Make(
            FactKind.Function,
            node,
            node["name"].Exists ? node["name"].Text : null,
            isArrow || node.Type == "anonymous_function" ? FactFlags.Arrow : FactFlags.None,
            Facts.Make(FactKind.Parameters, node, [.. parameters]),
            body.Exists ? isArrow ? Expression(body) : Nested(body, Block) : Facts.Make(FactKind.Block, node),
            FactNode.Absent,
            decorators);
    }

    /// <summary>Attributes, and the doc comment that stands before them.</summary>
    private FactNode Decorators(SyntaxNode node)
    {
        var list = new List<FactNode>();
        if (Comment(node) is { } comment)
        {
            list.Add(Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Name, node, "doc"), Facts.Make(FactKind.String, node, comment)));
        }

        foreach (var group in node["attributes"].Children)
        {
            foreach (var attribute in group.Children)
            {
                if (attribute.Type == "attribute")
                {
                    var name = attribute.FirstNamed;
                    list.Add(Facts.Make(FactKind.Call, attribute, [Facts.Make(FactKind.Name, name, Last(name.Text)), .. Arguments(attribute["parameters"])]));
                }
            }
        }

        return list.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, node, [.. list]);
    }

    /// <summary>The doc comment right before a definition, read off the text: comments are no part of what they belong to.</summary>
    private static string? Comment(SyntaxNode node)
    {
        var source = node.Tree.Source;
        var end = node.Start;
        while (end > 0 && source[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            end--;
        }

        if (end < 5 || source[end - 1] != '/' || source[end - 2] != '*')
        {
            return null;
        }

        var start = source.AsSpan(0, end).LastIndexOf("/**"u8);
        return start < 0 || end - start > 60_000 ? null : node.Tree.Text(start, end);
    }

    private static bool Has(SyntaxNode node, string type)
    {
        foreach (var child in node.Children)
        {
            if (child.Type == type)
            {
                return true;
            }
        }

        return false;
    }
}

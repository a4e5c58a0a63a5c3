using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Java.Lowering;

/// <content>Classes, their members, annotations and types.</content>
internal sealed partial class JavaWalk
{
    /// <summary>How many classes without a name were met: a method with one keeps its <c>this</c> for it.</summary>
    private int _anonymous;

    private FactNode Type(SyntaxNode node)
    {
        var kind = node.Type[..node.Type.IndexOf('_', StringComparison.Ordinal)];
        var modifiers = Child(node, "modifiers");
        var bases = new List<FactNode>();
        var superclass = node["superclass"].FirstNamed;
        if (superclass.Exists)
        {
            bases.Add(TypeOf(superclass));
        }

        foreach (var list in new[] { node["interfaces"], Child(node, "extends_interfaces") })
        {
            foreach (var child in Child(list, "type_list").Children)
            {
                if (child.IsNamed)
                {
                    bases.Add(TypeOf(child));
                }
            }
        }

        var around = _class;
        _class = node["name"].Text;
        var type = Scoped(() => Facts.Make(
            FactKind.Class,
            node,
            node["name"].Text,
            FactFlags.None,
            superclass.Exists ? Facts.Make(FactKind.Arguments, node, TypeName(superclass)) : Facts.Make(FactKind.Arguments, node),
            Members(node["body"], kind == "record" ? RecordConstructor(node) : FactNode.Absent, superclass.Exists, node["name"].Text, kind == "interface", Annotations(modifiers)),
            Annotations(modifiers),
            Text(node, $"{kind} {Words(modifiers)}".TrimEnd()),
            Facts.Make(FactKind.Array, node, [.. bases])));
        _class = around;
        return type;
    }

    /// <summary>The components of a record are parameters of its constructor that are members too.</summary>
    private FactNode RecordConstructor(SyntaxNode node)
    {
        var parameters = Parameters(node["parameters"], FactFlags.Member);
        return Facts.Make(FactKind.Method, node, "constructor", FactFlags.None, Function(node, parameters, Facts.Make(FactKind.Block, node), FactNode.Absent, FactNode.Absent, ""));
    }

    private FactNode Members(SyntaxNode body, FactNode first, bool hasBase, string name = "", bool isInterface = false, FactNode? annotations = null)
    {
        var members = new List<FactNode>();
        if (!first.IsAbsent)
        {
            members.Add(first);
        }

        var isFilled = annotations?.Children.Any(static a => a[0].Text is "RequiredArgsConstructor" or "AllArgsConstructor") == true;
        foreach (var child in body.Children)
        {
            if (child.Type == "enum_body_declarations")
            {
                foreach (var inner in child.Children)
                {
                    members.AddRange(Scoped(() => Member(inner, hasBase, isInterface, isFilled, members.Count)));
                }
            }
            else
            {
                members.AddRange(child.Type == "enum_constant" ? [Scoped(() => EnumConstant(child, name))] : Scoped(() => Member(child, hasBase, isInterface, isFilled, members.Count)));
            }
        }

        return Facts.Make(FactKind.Block, body, [.. members]);
    }

    private FactNode EnumConstant(SyntaxNode node, string name)
    {
        var type = Identifier(node, name);
        if (node["body"] is { Exists: true } body)
        {
            type = Facts.Make(
                FactKind.Class, node, null, FactFlags.None, Facts.Make(FactKind.Arguments, node, type), Members(body, FactNode.Absent, hasBase: true), FactNode.Absent, Text(node, "class anonymous"), FactNode.Absent);
        }

        var value = Facts.Make(FactKind.New, node, [type, .. Items(node["arguments"])]);
        return Facts.Make(FactKind.Property, node, node["name"].Text, FactFlags.None, value, FactNode.Absent, Name(node, name), Annotations(Child(node, "modifiers")), Text(node, "enum"));
    }

    private List<FactNode> Member(SyntaxNode node, bool hasBase, bool isInterface, bool isFilled, int count)
    {
        switch (node.Type)
        {
            case "field_declaration" or "constant_declaration":
                return Fields(node, isInterface, isFilled);
            case "method_declaration":
                return [Method(node)];
            case "constructor_declaration":
                return [Constructor(node, hasBase)];
            case "class_declaration" or "record_declaration" or "enum_declaration" or "interface_declaration":
                return [Nested(node, Type)];
            case "static_initializer":
                return [Facts.Make(FactKind.Property, node, "$static" + count, FactFlags.None, Immediately(node, Block(Child(node, "block"))), FactNode.Absent, FactNode.Absent, FactNode.Absent, Text(node, "static"))];
            case "block":
                return [Unnamed(node, "$block" + count, Immediately(node, Block(node)))];
            default:
                return [];
        }
    }

    private List<FactNode> Fields(SyntaxNode node, bool isInterface, bool isFilled)
    {
        var modifiers = Child(node, "modifiers");
        var words = Words(modifiers);
        var annotations = Annotations(modifiers);
        var type = TypeOf(node["type"]);
        var isStatic = isInterface || words.Split(' ').Contains("static");
        var isInjected = !isStatic && (annotations.Children.Any(static a => a[0].Text is "Inject" or "Autowired" or "Value" or "ConfigProperty" or "Resource") || (isFilled && words.Contains("final", StringComparison.Ordinal)));
        var fields = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "variable_declarator")
            {
                var value = child["value"] is { Exists: true } written ? Value(written) : isInjected ? Injection(child, type, annotations)
                    : type.Text == "boolean" ? Facts.Make(FactKind.False, child) : FactNode.Absent;
                fields.Add(Facts.Make(isStatic ? FactKind.Property : FactKind.Field, child, child["name"].Text, FactFlags.None, value, FactNode.Absent, type, annotations, Text(node, words)));
            }
        }

        return fields;
    }

    private FactNode Method(SyntaxNode node)
    {
        var modifiers = Child(node, "modifiers");
        var words = Words(modifiers);
        var isStatic = words.Split(' ').Contains("static");
        var parameters = Parameters(node["parameters"], FactFlags.None);
        var body = node["body"] is { Exists: true } written ? WithSelf(written, () => Block(written)) : Facts.Make(FactKind.Block, node);
        return Facts.Make(
            FactKind.Method,
            node["name"],
            node["name"].Text + "()",
            isStatic ? FactFlags.Static : FactFlags.None,
            Function(node["name"], parameters, body, TypeOf(node["type"]), Annotations(modifiers), node["body"].Exists ? words : words + " abstract"));
    }

    private FactNode Constructor(SyntaxNode node, bool hasBase)
    {
        var parameters = Parameters(node["parameters"], FactFlags.None);
        var body = WithSelf(node["body"], () => Block(node["body"]));
        if (hasBase && !(body[0] is { Kind: FactKind.Call } first && (first[0].Kind == FactKind.Super || first[0].Text == "$this()")))
        {
            body = Facts.Make(FactKind.Block, node["body"], [Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Super, node)), .. body.Children]);
        }

        return Facts.Make(FactKind.Method, node, "constructor", FactFlags.None, Function(node, parameters, body, FactNode.Absent, Annotations(Child(node, "modifiers")), ""));
    }

    /// <summary>A body that keeps its <c>this</c> for the classes written in it.</summary>
    private FactNode WithSelf(SyntaxNode at, Func<FactNode> lower)
    {
        var before = _anonymous;
        var body = lower();
        if (_anonymous == before)
        {
            return body;
        }

        var self = Facts.Make(FactKind.Declare, at, "let", FactFlags.None, Facts.Make(FactKind.Declarator, at, Name(at, "$this"), Facts.Make(FactKind.This, at)));
        var first = body[0] is { Kind: FactKind.Call } call && (call[0].Kind == FactKind.Super || call[0].Text == "$this()") ? 1 : 0;
        return Facts.Make(FactKind.Block, at, [.. body.Children[..first], self, .. body.Children[first..]]);
    }

    private FactNode Function(SyntaxNode at, FactNode parameters, FactNode body, FactNode result, FactNode annotations, string modifiers) =>
        Facts.Make(FactKind.Function, at, null, FactFlags.None, parameters, body, result, FactNode.Absent, annotations, Text(at, modifiers), FactNode.Absent);

    private FactNode Parameters(SyntaxNode node, FactFlags flags)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            var annotations = Annotations(Child(child, "modifiers"));
            if (child.Type == "formal_parameter")
            {
                Local(child["name"].Text);
                list.Add(Facts.Make(FactKind.Parameter, child, null, flags, Name(child, child["name"].Text), FactNode.Absent, ArrayOf(TypeOf(child["type"]), child["dimensions"]), annotations));
            }
            else if (child.Type == "spread_parameter")
            {
                var name = Child(child, "variable_declarator")["name"].Text;
                Local(name);
                var type = default(SyntaxNode);
                foreach (var part in child.Children)
                {
                    type = !type.Exists && part.IsNamed && part.Type is not ("modifiers" or "annotation" or "marker_annotation" or "variable_declarator") ? part : type;
                }

                list.Add(Facts.Make(
                    FactKind.Parameter, child, null, flags, Facts.Make(FactKind.Rest, child, Name(child, name)), FactNode.Absent, Facts.Make(FactKind.Index, child, Name(child, "[]"), TypeOf(type)), annotations));
            }
        }

        return Facts.Make(FactKind.Parameters, node, [.. list]);
    }

    private FactNode Annotations(SyntaxNode modifiers)
    {
        var list = new List<FactNode>();
        foreach (var child in modifiers.Children)
        {
            if (child.Type is "annotation" or "marker_annotation")
            {
                list.Add(Annotation(child));
            }
        }

        return list.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, modifiers, [.. list]);
    }

    private FactNode Annotation(SyntaxNode node)
    {
        var items = new List<FactNode> { Name(node, node["name"].Text) };
        Mention(node["name"].Text);
        foreach (var child in node["arguments"].Children)
        {
            if (child.Type == "element_value_pair")
            {
                items.Add(Facts.Make(FactKind.Keyword, child, child["key"].Text, FactFlags.None, Value(child["value"])));
            }
            else if (child.IsNamed && child.Type is not ("line_comment" or "block_comment"))
            {
                items.Add(Value(child));
            }
        }

        return Facts.Make(FactKind.Call, node, [.. items]);
    }

    private static string Words(SyntaxNode modifiers)
    {
        var words = new List<string>();
        foreach (var child in modifiers.Children)
        {
            if (!child.IsNamed)
            {
                words.Add(child.Type);
            }
        }

        return string.Join(' ', words);
    }

    /// <summary>A type as an expression that names the class, without its arguments.</summary>
    private FactNode TypeName(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "generic_type" or "annotated_type":
                return TypeName(node.Type == "annotated_type" ? LastNamed(node) : node.FirstNamed);
            case "scoped_type_identifier":
                var name = default(SyntaxNode);
                foreach (var child in node.Children)
                {
                    name = child.Type == "type_identifier" ? child : name;
                }

                return name.Exists && node.FirstNamed.Start != name.Start ? Member(node, TypeName(node.FirstNamed), name.Text) : Identifier(node, node.Text);
            case "type_identifier" or "identifier":
                return Identifier(node, node.Text);
            default:
                return Name(node, node.Text);
        }
    }

    private FactNode TypeOf(SyntaxNode node) => node.Exists ? Nested(node, TypeAtDepth) : FactNode.Absent;

    private FactNode TypeAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "generic_type":
                var arguments = new List<FactNode> { TypeOf(node.FirstNamed) };
                foreach (var child in Child(node, "type_arguments").Children)
                {
                    if (child.IsNamed)
                    {
                        arguments.Add(TypeOf(child));
                    }
                }

                return Facts.Make(FactKind.Index, node, [.. arguments]);
            case "array_type":
                return ArrayOf(TypeOf(node["element"]), node["dimensions"]);
            case "annotated_type":
                return TypeOf(LastNamed(node));
            case "wildcard":
                return LastNamed(node) is { Exists: true, Type: not "super" } bound ? TypeOf(bound) : Name(node, "Object");
            case "type_identifier" or "scoped_type_identifier" or "identifier" or "scoped_identifier":
                Mention(node.Text);
                return Name(node, node.Text);
            default:
                return Name(node, node.Text);
        }
    }

    private FactNode ArrayOf(FactNode type, SyntaxNode dimensions)
    {
        for (var i = 0; dimensions.Exists && i < dimensions.Text.Count(static c => c == '['); i++)
        {
            type = Facts.Make(FactKind.Index, dimensions, Name(dimensions, "[]"), type);
        }

        return type;
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Kotlin.Lowering;

/// <content>Classes, their members, annotations and types.</content>
internal sealed partial class KotlinWalk
{
    /// <summary>How many objects without a name were met: a function with one keeps its <c>this</c> for it.</summary>
    private int _anonymous;

    private FactNode Type(SyntaxNode node)
    {
        var modifiers = Child(node, "modifiers");
        var body = Child(node, "class_body", "enum_class_body");
        var words = Words(modifiers);
        var kind = node.Type == "object_declaration" ? "object" : node.HasToken("interface") ? "interface" : body.Type == "enum_class_body" || words.Split(' ').Contains("enum") ? "enum" : words.Split(' ').Contains("annotation") ? "annotation" : "class";
        var (bases, call) = Supertypes(node);
        var before = _bodies;
        _bodies = 0;
        var type = Scoped(() => Facts.Make(
            FactKind.Class,
            node,
            node["name"].Text,
            FactFlags.None,
            call.Exists ? Facts.Make(FactKind.Arguments, node, TypeName(call.FirstNamed)) : Facts.Make(FactKind.Arguments, node),
            Members(body, Constructor(node, Child(Child(node, "primary_constructor"), "class_parameters"), call), node["name"].Text),
            Annotations(modifiers),
            Text(node, $"{kind} {words}".TrimEnd()),
            Facts.Make(FactKind.Array, node, [.. bases])));
        _bodies = before;
        return type;
    }

    /// <summary>Every supertype, and the one whose constructor is called.</summary>
    private (List<FactNode> Bases, SyntaxNode Call) Supertypes(SyntaxNode node)
    {
        var bases = new List<FactNode>();
        var call = default(SyntaxNode);
        foreach (var child in Child(node, "delegation_specifiers").Children)
        {
            if (child.Type != "delegation_specifier")
            {
                continue;
            }

            var inner = LastNamed(child);
            call = inner.Type == "constructor_invocation" ? inner : call;
            bases.Add(TypeOf(inner.Type is "constructor_invocation" or "explicit_delegation" ? inner.FirstNamed : inner));
        }

        return (bases, call);
    }

    /// <summary>The primary constructor: every parameter is kept, for what initializes a member may use it.</summary>
    private FactNode Constructor(SyntaxNode node, SyntaxNode parameters, SyntaxNode call)
    {
        if (!parameters.Exists && !call.Exists)
        {
            return FactNode.Absent;
        }

        return Scoped(() =>
        {
            var list = new List<FactNode>();
            foreach (var child in parameters.Children)
            {
                if (child.Type == "class_parameter")
                {
                    list.Add(Parameter(child, child, FactFlags.Member));
                }
            }

            FactNode[] body = call.Exists ? [Facts.Make(FactKind.Call, call, [Facts.Make(FactKind.Super, call), .. Arguments(Child(call, "value_arguments"))])] : [];
            return Facts.Make(FactKind.Method, node, "constructor", FactFlags.None, Made(node, Facts.Make(FactKind.Parameters, node, [.. list]), Facts.Make(FactKind.Block, node, body), FactNode.Absent, Annotations(Child(Child(node, "primary_constructor"), "modifiers")), "", FactNode.Absent));
        });
    }

    private FactNode Members(SyntaxNode body, FactNode constructor, string name = "")
    {
        var members = new List<FactNode>();
        if (!constructor.IsAbsent)
        {
            members.Add(constructor);
        }

        foreach (var child in body.Children)
        {
            switch (child.Type)
            {
                case "companion_object":
                    foreach (var inner in Child(child, "class_body").Children)
                    {
                        members.AddRange(Scoped(() => Member(inner, isStatic: true, members.Count)));
                    }

                    break;
                case "enum_entry":
                    members.Add(Scoped(() => EnumEntry(child, name)));
                    break;
                default:
                    members.AddRange(Scoped(() => Member(child, isStatic: false, members.Count)));
                    break;
            }
        }

        return Facts.Make(FactKind.Block, body, [.. members]);
    }

    private FactNode EnumEntry(SyntaxNode node, string name)
    {
        var type = Identifier(node, name);
        if (Child(node, "class_body") is { Exists: true } body)
        {
            type = Facts.Make(FactKind.Class, node, null, FactFlags.None, Facts.Make(FactKind.Arguments, node, type), Members(body, FactNode.Absent), FactNode.Absent, Text(node, "class anonymous"), FactNode.Absent);
        }

        var value = Facts.Make(FactKind.New, node, [type, .. Arguments(Child(node, "value_arguments"))]);
        return Facts.Make(FactKind.Property, node, Child(node, "identifier").Text, FactFlags.None, value, FactNode.Absent, Name(node, name), Annotations(Child(node, "modifiers")), Text(node, "enum"));
    }

    private List<FactNode> Member(SyntaxNode node, bool isStatic, int count)
    {
        switch (node.Type)
        {
            case "function_declaration":
                return [Method(node, isStatic)];
            case "property_declaration":
                return [Property(node, isStatic ? FactKind.Property : FactKind.Field)];
            case "class_declaration" or "object_declaration":
                return [Nested(node, Type)];
            case "anonymous_initializer":
                _bodies++;
                var block = Immediately(node, Facts.Make(FactKind.Block, node, Statements(Child(node, "block"))));
                _bodies--;
                return [isStatic ? Facts.Make(FactKind.Property, node, "$static" + count, FactFlags.None, block, FactNode.Absent, FactNode.Absent, FactNode.Absent, Text(node, "static")) : Unnamed(node, "$block" + count, block)];
            case "secondary_constructor":
                return [Secondary(node)];
            default:
                return [];
        }
    }

    private FactNode Secondary(SyntaxNode node)
    {
        var parameters = Parameters(Child(node, "function_value_parameters"));
        var call = Child(node, "constructor_delegation_call");
        _bodies++;
        var body = Child(node, "block") is { Exists: true } written ? Statements(written) : [];
        var arguments = Arguments(Child(call, "value_arguments"));
        _bodies--;
        FactNode[] delegation = !call.Exists ? [] : call.Text.StartsWith("this", StringComparison.Ordinal)
            ? [Facts.Make(FactKind.Call, call, [Member(call, Facts.Make(FactKind.This, call), "$this()"), Text(call, ""), .. arguments])]
            : [Facts.Make(FactKind.Call, call, [Facts.Make(FactKind.Super, call), .. arguments])];
        return Facts.Make(FactKind.Method, node, "constructor", FactFlags.None, Made(node, parameters, Facts.Make(FactKind.Block, node, [.. delegation, .. body]), FactNode.Absent, Annotations(Child(node, "modifiers")), "", FactNode.Absent));
    }

    private FactNode Method(SyntaxNode node, bool isStatic = false)
    {
        var name = node["name"];
        return Facts.Make(FactKind.Method, name, name.Text.Trim('`') + "()", isStatic ? FactFlags.Static : FactFlags.None, Function(node));
    }

    private FactNode Function(SyntaxNode node)
    {
        var parameters = Parameters(Child(node, "function_value_parameters"));
        SyntaxNode receiver = default, result = default;
        var isBehind = false;
        foreach (var child in node.Children)
        {
            isBehind |= child.Type == "function_value_parameters";
            if (child.Type is "user_type" or "nullable_type" or "function_type" or "parenthesized_type" or "non_nullable_type" or "type")
            {
                (receiver, result) = isBehind ? (receiver, child) : (child, result);
            }
        }

        var written = Child(node, "function_body");
        var words = Words(Child(node, "modifiers"));
        _bodies++;
        var before = _anonymous;
        var inner = Child(written, "block") is { Exists: true } block ? block : LastNamed(written);
        var body = !written.Exists ? Facts.Make(FactKind.Block, node) : inner.Type == "block" ? Facts.Make(FactKind.Block, inner, Statements(inner)) : Facts.Make(FactKind.Block, written, Facts.Make(FactKind.Return, inner, Expression(inner)));
        _bodies--;
        if (_anonymous != before)
        {
            var self = Facts.Make(FactKind.Declare, node, "let", FactFlags.None, Facts.Make(FactKind.Declarator, node, Name(node, "$this"), Facts.Make(FactKind.This, node)));
            body = Facts.Make(FactKind.Block, node, [self, .. body.Children]);
        }

        return Made(node, parameters, body, TypeOf(result), Annotations(Child(node, "modifiers")), written.Exists ? words : words + " abstract", TypeOf(receiver));
    }

    private FactNode Made(SyntaxNode at, FactNode parameters, FactNode body, FactNode result, FactNode annotations, string modifiers, FactNode receiver) =>
        Facts.Make(FactKind.Function, at, null, FactFlags.None, parameters, body, result, FactNode.Absent, annotations, Text(at, modifiers), receiver);

    private FactNode Parameters(SyntaxNode node)
    {
        var list = new List<FactNode>();
        var annotations = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "parameter_modifiers":
                    annotations = child;
                    break;
                case "parameter":
                    list.Add(Parameter(child, annotations, FactFlags.None));
                    annotations = default;
                    break;
                default:
                    // A default stands beside its parameter.
                    if (child.IsNamed && list.Count > 0 && child.Type is not ("line_comment" or "block_comment"))
                    {
                        var last = list[^1];
                        list[^1] = Facts.Make(FactKind.Parameter, child, null, last.Flags, last[0], Expression(child), last[2], last[3]);
                    }

                    break;
            }
        }

        return Facts.Make(FactKind.Parameters, node, [.. list]);
    }

    private FactNode Parameter(SyntaxNode node, SyntaxNode modified, FactFlags flags)
    {
        var modifiers = modified.Type == "class_parameter" ? Child(modified, "modifiers") : modified;
        SyntaxNode name = default, type = default, usual = default;
        foreach (var child in node.Children)
        {
            if (!child.IsNamed || child.Type is "modifiers" or "line_comment" or "block_comment")
            {
                continue;
            }

            (name, type, usual) = !name.Exists ? (child, type, usual) : !type.Exists ? (name, child, usual) : (name, type, child);
        }

        var isRest = modifiers.Exists && modifiers.Text.Split(' ', '\n').Contains("vararg");
        var value = usual.Exists ? Expression(usual) : FactNode.Absent;
        Local(name.Text.Trim('`'));
        var own = Name(name, name.Text.Trim('`'));
        return Facts.Make(
            FactKind.Parameter,
            node,
            null,
            flags,
            isRest ? Facts.Make(FactKind.Rest, name, own) : own,
            value,
            isRest ? Facts.Make(FactKind.Index, name, Name(name, "[]"), TypeOf(type)) : TypeOf(type),
            Annotations(modifiers));
    }

    /// <summary>A property of a class or a file: its initial value, or what its getter gives.</summary>
    private FactNode Property(SyntaxNode node, FactKind kind)
    {
        var variable = Child(node, "variable_declaration");
        var name = Child(variable, "identifier").Text.Trim('`');
        var modifiers = Child(node, "modifiers");
        var type = TypeOf(LastNamed(variable) is { Exists: true, Type: not "identifier" } written ? written : default);
        var annotations = Annotations(modifiers);
        _bodies++;
        var getter = Child(node, "getter");
        var result = FactNode.Absent;
        if (Child(getter, "function_body") is { Exists: true } body)
        {
            var inner = Child(body, "block") is { Exists: true } block ? block : LastNamed(body);
            result = inner.Type == "block" ? Facts.Make(FactKind.Block, inner, Statements(inner)) : Facts.Make(FactKind.Block, body, Facts.Make(FactKind.Return, inner, Expression(inner)));
        }

        var value = result.IsAbsent ? Initial(node) : FactNode.Absent;
        _bodies--;
        if (!result.IsAbsent && kind == FactKind.Field)
        {
            return Facts.Make(FactKind.Method, node, name, FactFlags.Getter, Made(node, Facts.Make(FactKind.Parameters, node), result, type, annotations, Words(modifiers), FactNode.Absent));
        }

        if (value.IsAbsent && Words(modifiers).Contains("lateinit", StringComparison.Ordinal))
        {
            value = Injection(node, type, annotations);
        }

        return Facts.Make(
            kind, variable.Exists ? variable : node, name, result.IsAbsent ? FactFlags.None : FactFlags.Getter, result.IsAbsent ? value : Immediately(node, result), FactNode.Absent, type, annotations, Text(node, Words(modifiers)));
    }

    /// <summary>What a property starts with; of <c>by lazy { … }</c> what the lambda gives.</summary>
    private FactNode Initial(SyntaxNode node)
    {
        if (Child(node, "property_delegate") is { Exists: true } by)
        {
            return Expression(by.FirstNamed);
        }

        var seen = false;
        foreach (var child in node.Children)
        {
            if (seen && child.IsNamed && child.Type is not ("getter" or "setter" or "line_comment" or "block_comment" or "type_constraints"))
            {
                return Expression(child);
            }

            seen |= child.Type == "=";
        }

        return FactNode.Absent;
    }

    private FactNode Annotations(SyntaxNode modifiers)
    {
        var list = new List<FactNode>();
        foreach (var child in modifiers.Children)
        {
            if (child.Type == "annotation")
            {
                list.Add(Annotation(child));
            }
        }

        return list.Count == 0 ? FactNode.Absent : Facts.Make(FactKind.Decorators, modifiers, [.. list]);
    }

    private FactNode Annotation(SyntaxNode node)
    {
        var inner = LastNamed(node);
        var type = inner.Type == "constructor_invocation" ? inner.FirstNamed : inner;
        var name = TypeOf(type) is { Kind: FactKind.Index } generic ? generic[0] : TypeOf(type);
        return Facts.Make(FactKind.Call, node, [name, .. Arguments(Child(inner, "value_arguments"))]);
    }

    private static string Words(SyntaxNode modifiers)
    {
        var words = new List<string>();
        foreach (var child in modifiers.Children)
        {
            if (child.IsNamed && child.Type.EndsWith("_modifier", StringComparison.Ordinal))
            {
                words.Add(child.Text);
            }
        }

        return string.Join(' ', words);
    }
}

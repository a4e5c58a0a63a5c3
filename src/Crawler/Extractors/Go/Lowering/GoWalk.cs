using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <summary>
/// One walk over one file of Go: what stands at the top of a file here, the rest in the other parts. What Go's own syntax does and no other language has becomes a call
/// of a name that starts with <c>$</c>, which the host answers.
/// </summary>
internal sealed partial class GoWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    /// <summary>How often the value of a constant may be written out again for those that follow without one.</summary>
    private const int MostRepeated = 2_000;

    private int _repeated;
    private int? _iota;
    private string? _embedded;

    protected override FactNode StatementAtDepth(SyntaxNode node)
    {
        var embedded = _embedded;
        _embedded = null;
        switch (node.Type)
        {
            case "comment":
                _embedded = EmbeddedOrNull(node);
                return FactNode.Absent;
            case "package_clause":
                return Facts.Make(FactKind.Namespace, node, node.FirstNamed.Text, FactFlags.None);
            case "import_declaration":
                return Several(node, Specs(node, "import_spec").Select(Import));
            case "function_declaration":
                return Function(node, node["name"].Text);
            case "method_declaration":
                return Method(node);
            case "const_declaration":
                return Constants(node);
            case "var_declaration":
                return Several(node, Specs(node, "var_spec").Select(spec => Variable(spec, embedded)));
            case "type_declaration":
                return Several(node, Specs(node, "type_spec").Concat(Specs(node, "type_alias")).Select(TypeDeclaration));
            case "ERROR":
                Facts.Errors++;
                return Facts.Make(FactKind.Block, node, null, FactFlags.Broken, Statements(node));
            default:
                return InnerStatement(node);
        }
    }

    /// <summary>The one declaration, or a block of them that the reader of facts takes apart.</summary>
    private FactNode Several(SyntaxNode at, IEnumerable<FactNode> nodes)
    {
        var list = nodes.ToArray();
        return list.Length == 1 ? list[0] : Facts.Make(FactKind.Sequence, at, list);
    }

    /// <summary>The declarations in or without parentheses.</summary>
    private static List<SyntaxNode> Specs(SyntaxNode node, string type)
    {
        var list = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == type)
            {
                list.Add(child);
            }
            else if (child.Type == type + "_list")
            {
                list.AddRange(Specs(child, type));
            }
        }

        return list;
    }

    private FactNode Import(SyntaxNode spec)
    {
        var path = GoText.Unquote(spec["path"].Text);
        Facts.AddImport(path);
        return Facts.Make(FactKind.Import, spec, path, FactFlags.None, spec["name"] is { Exists: true } name ? Facts.Make(FactKind.Name, name, name.Text) : FactNode.Absent);
    }

    /// <summary>The patterns of <c>//go:embed</c>; null for other comments.</summary>
    private static string? EmbeddedOrNull(SyntaxNode comment)
    {
        const string Directive = "//go:embed ";
        var text = FactBuilder.Excerpt(comment);
        return text.StartsWith(Directive, StringComparison.Ordinal) ? text[Directive.Length..].Trim() : null;
    }

    private FactNode Variable(SyntaxNode spec, string? embedded)
    {
        var names = Children(spec, "name", "identifier");
        var values = spec["value"] is { Exists: true } list ? Expressions(list) : [];
        if (embedded is not null && names.Count == 1)
        {
            values = [Call(spec, "$embed", Facts.Make(FactKind.String, spec, embedded), spec["type"] is { Exists: true } embeds ? Type(embeds) : FactNode.Absent)];
        }

        var type = spec["type"] is { Exists: true } written && values.Length == 0 ? Call(spec, "$zero", Type(written)) : FactNode.Absent;
        return Facts.Make(FactKind.Declare, spec, "let", FactFlags.None, Declarators(spec, names, values, type));
    }

    private FactNode[] Declarators(SyntaxNode at, IReadOnlyList<SyntaxNode> names, FactNode[] values, FactNode otherwise)
    {
        if (values.Length == 1 && names.Count > 1)
        {
            var pattern = Facts.Make(FactKind.ArrayPattern, at, [.. names.Select(Pattern)]);
            return [Facts.Make(FactKind.Declarator, at, pattern, CommaOk(values[0]))];
        }

        return [.. names.Select((name, i) => Facts.Make(FactKind.Declarator, name, Pattern(name), i < values.Length ? Kept(values[i]) : otherwise))];
    }

    private FactNode Constants(SyntaxNode node)
    {
        var list = new List<FactNode>();
        var outer = _iota;
        var count = 0;
        var last = default(SyntaxNode);
        foreach (var spec in Specs(node, "const_spec"))
        {
            last = spec["value"] is { Exists: true } own ? own : last;
            _iota = count++;
            var values = last.Exists && (spec["value"].Exists || ++_repeated < MostRepeated) ? Expressions(last) : [];
            var names = Children(spec, "name", "identifier");
            list.Add(Facts.Make(FactKind.Declare, spec, "let", FactFlags.None, Declarators(spec, names, values, FactNode.Absent)));
        }

        _iota = outer;
        return Several(node, list);
    }

    private FactNode TypeDeclaration(SyntaxNode spec) =>
        Facts.Make(
            FactKind.TypeDeclaration,
            spec,
            spec["name"].Text,
            spec.Type == "type_alias" ? FactFlags.Default : FactFlags.None,
            spec["type_parameters"] is { Exists: true } parameters ? TypeParameters(parameters) : FactNode.Absent,
            Type(spec["type"]));

    private FactNode Method(SyntaxNode node)
    {
        var receiver = default(SyntaxNode);
        foreach (var child in node["receiver"].Children)
        {
            receiver = child.Type == "parameter_declaration" ? child : receiver;
        }

        var name = receiver["name"] is { Exists: true } named ? named.Text : null;
        var type = Type(receiver["type"]);
        return Facts.Make(FactKind.Method, node, node["name"].Text, FactFlags.None, Function(node, null, name, isCopied: type.Kind != FactKind.Pointer), type);
    }

    /// <summary>Children of one field and type.</summary>
    private static List<SyntaxNode> Children(SyntaxNode node, string field, string type)
    {
        var list = new List<SyntaxNode>();
        foreach (var child in node.Children)
        {
            if (child.Field == field && child.Type == type)
            {
                list.Add(child);
            }
        }

        return list;
    }

    private FactNode Call(SyntaxNode at, string name, params FactNode[] arguments) =>
        Facts.Make(FactKind.Call, at, [Facts.Make(FactKind.Name, at, name), .. arguments]);
}

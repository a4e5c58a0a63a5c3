using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <content>Imports and exports.</content>
internal sealed partial class EcmaWalk
{
    private FactNode Import(SyntaxNode node)
    {
        if (node.HasToken("type") || node.HasToken("typeof"))
        {
            return FactNode.Absent;
        }

        var names = new List<FactNode>();
        var module = node["source"] is { Exists: true } source ? StringText(source) : null;
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "import_clause":
                    ImportClause(child, names);
                    break;
                case "import_require_clause":
                    module = StringText(child["source"]);
                    names.Add(ImportName(child, "*", child.FirstNamed));
                    break;
                default:
                    break;
            }
        }

        if (module is null)
        {
            return FactNode.Absent;
        }

        Facts.AddImport(module);
        return Facts.Make(FactKind.Import, node, module, FactFlags.None, [.. names]);
    }

    private void ImportClause(SyntaxNode clause, List<FactNode> names)
    {
        foreach (var child in clause.Children)
        {
            switch (child.Type)
            {
                case "identifier":
                    names.Add(ImportName(child, "default", child));
                    break;
                case "namespace_import":
                    names.Add(ImportName(child, "*", child.FirstNamed));
                    break;
                case "named_imports":
                    foreach (var specifier in child.Children)
                    {
                        if (specifier.Type == "import_specifier" && !specifier.HasToken("type"))
                        {
                            var alias = specifier["alias"];
                            names.Add(ImportName(specifier, ModuleName(specifier["name"]), alias.Exists ? alias : specifier["name"]));
                        }
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private FactNode ImportName(SyntaxNode at, string outside, SyntaxNode inside) =>
        Facts.Make(FactKind.ImportName, at, outside, FactFlags.None, Facts.Make(FactKind.Name, inside, inside.Text));

    private FactNode Export(SyntaxNode node)
    {
        var source = node["source"];
        if (node["declaration"] is { Exists: true } declaration)
        {
            var inner = Statement(declaration);
            return inner.IsAbsent ? inner : Facts.Make(FactKind.Export, node, null, node.HasToken("default") ? FactFlags.Default : FactFlags.None, inner);
        }

        if (node["value"] is { Exists: true } value)
        {
            return Facts.Make(FactKind.Export, node, null, FactFlags.Default, Expression(value));
        }

        if (node.HasToken("type"))
        {
            return FactNode.Absent;
        }

        var module = source.Exists ? StringText(source) : null;
        Facts.AddImport(module);
        var names = new List<FactNode>();
        foreach (var child in node.Children)
        {
            ExportClause(child, names);
        }

        if (names.Count > 0 || module is not null)
        {
            return Facts.Make(FactKind.ExportNames, node, module, FactFlags.None, [.. names]);
        }

        // `export = x` of TypeScript: what a CommonJS file assigns to module.exports.
        return node.HasToken("=") && node.FirstNamed is { Exists: true } all
            ? Facts.Make(FactKind.Assign, node, "=", FactFlags.None, ModuleExports(node), Expression(all))
            : FactNode.Absent;
    }

    private FactNode ModuleExports(SyntaxNode at) => Facts.Make(FactKind.Member, at, "exports", FactFlags.None, Facts.Make(FactKind.Name, at, "module"));

    private void ExportClause(SyntaxNode child, List<FactNode> names)
    {
        switch (child.Type)
        {
            case "*":
                names.Add(Facts.Make(FactKind.ExportName, child, "*", FactFlags.None, Facts.Make(FactKind.Name, child, "*")));
                break;
            case "namespace_export":
                names.Add(Facts.Make(FactKind.ExportName, child, ModuleName(child.FirstNamed), FactFlags.None, Facts.Make(FactKind.Name, child, "*")));
                break;
            case "export_clause":
                foreach (var specifier in child.Children)
                {
                    if (specifier.Type == "export_specifier" && !specifier.HasToken("type"))
                    {
                        var alias = specifier["alias"];
                        var inside = ModuleName(specifier["name"]);
                        names.Add(Facts.Make(
                            FactKind.ExportName,
                            specifier,
                            alias.Exists ? ModuleName(alias) : inside,
                            FactFlags.None,
                            Facts.Make(FactKind.Name, specifier, inside)));
                    }
                }

                break;
            default:
                break;
        }
    }

    private static string ModuleName(SyntaxNode node) => node.Type == "string" ? StringText(node) : node.Text;
}

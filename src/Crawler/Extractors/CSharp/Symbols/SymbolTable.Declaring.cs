using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

internal sealed partial class SymbolTable
{
    private void Declare(FactNode block, FileScope file, string space, List<FactNode>? statements)
    {
        foreach (var node in block.Children)
        {
            switch (node.Kind)
            {
                case FactKind.Import:
                    Use(node, file);
                    break;
                case FactKind.Namespace:
                    var inner = space.Length == 0 ? node.Text ?? "" : $"{space}.{node.Text}";
                    file.Namespaces.Add(inner);
                    Declare(node[0], file, inner, null);
                    break;
                case FactKind.Class or FactKind.Enum:
                    DeclareType(node, file, space, null);
                    break;
                default:
                    statements?.Add(node);
                    break;
            }
        }
    }

    private void Use(FactNode node, FileScope file)
    {
        var target = node.Has(FactFlags.Default) ? GlobalOf(file) : file;
        var name = node.Text ?? "";
        switch (node[0])
        {
            case { Kind: FactKind.ImportName, Text: "static" }:
                target.Statics.Add(name);
                break;
            case { Kind: FactKind.ImportName } alias:
                target.Aliases[alias[0].Text ?? ""] = name;
                break;
            default:
                target.Namespaces.Add(name);
                break;
        }
    }

    private FileScope GlobalOf(FileScope file)
    {
        if (file.Project is null)
        {
            return _everywhere;
        }

        if (!_global.TryGetValue(file.Project, out var scope))
        {
            _global[file.Project] = scope = new FileScope(file.Path, file.Project);
        }

        return scope;
    }

    private void DeclareType(FactNode node, FileScope file, string space, TypeSymbol? outer)
    {
        if (node.Text is not { Length: > 0 } name)
        {
            return;
        }

        var keyword = node.Kind == FactKind.Enum ? "enum" : node[5].Text ?? "class";
        var known = outer is not null ? outer.Nested.GetValueOrDefault(name) : _types.GetValueOrDefault(name)?.Find(t => t.Namespace == space && t.Outer is null && t.File.Project == file.Project && t.Keyword == keyword && t.Arity == (keyword == "enum" ? 0 : node[3].Children.Length));
        var type = known ?? new TypeSymbol(name, space, outer, keyword);
        type.Parts.Add((node, file));
        if (known is null)
        {
            All.Add(type);
            if (outer is not null)
            {
                outer.Nested[name] = type;
            }

            // A nested type is found by its simple name too: qualified by a base type, that is how it is written.
            if (!_types.TryGetValue(name, out var list))
            {
                _types[name] = list = [];
            }

            list.Add(type);
        }

        Members(node.Kind == FactKind.Enum ? node : node[1], type, file, space);
    }

    private void Members(FactNode block, TypeSymbol type, FileScope file, string space)
    {
        foreach (var member in block.Children)
        {
            switch (member.Kind)
            {
                case FactKind.Block:
                    Members(member, type, file, space);
                    break;
                case FactKind.Field or FactKind.Property:
                    type.Fields.TryAdd(member.Text ?? "", new MemberSymbol(member, file, type));
                    break;
                case FactKind.Method:
                    var method = new MemberSymbol(member[0], file, type);
                    type.Methods.Add(method);
                    if (method.IsStatic && method.Node[0][0].Text == "this")
                    {
                        if (!_extensions.TryGetValue(method.Name, out var list))
                        {
                            _extensions[method.Name] = list = [];
                        }

                        list.Add(method);
                    }

                    break;
                case FactKind.Class or FactKind.Enum:
                    DeclareType(member, file, space, type);
                    break;
                default:
                    break;
            }
        }
    }
}

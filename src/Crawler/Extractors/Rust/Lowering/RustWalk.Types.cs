using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <content>Types: a <see cref="FactKind.Name"/> with the path as written; with arguments an <see cref="FactKind.Index"/> of the name and the arguments; <c>[]</c> names an array or slice; a tuple is an array.</content>
internal sealed partial class RustWalk
{
    private FactNode LowerType(SyntaxNode node) => node.Exists ? Nested(node, TypeAtDepth) : FactNode.Absent;

    private FactNode TypeAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "generic_type":
                var parts = new List<FactNode> { LowerType(node["type"]) };
                foreach (var argument in node["type_arguments"].Children)
                {
                    if (argument.IsNamed && argument.Type is not ("lifetime" or "type_binding" or "line_comment" or "block_comment"))
                    {
                        parts.Add(LowerType(argument));
                    }
                }

                return parts.Count == 1 ? parts[0] : Facts.Make(FactKind.Index, node, [.. parts]);
            case "reference_type" or "pointer_type":
                return LowerType(node["type"]);
            case "array_type":
                return Facts.Make(FactKind.Index, node, Facts.Make(FactKind.Name, node, "[]"), LowerType(node["element"]));
            case "tuple_type":
                var items = new List<FactNode>();
                foreach (var child in node.Children)
                {
                    if (child.IsNamed)
                    {
                        items.Add(LowerType(child));
                    }
                }

                return Facts.Make(FactKind.Array, node, "tuple", FactFlags.None, [.. items]);
            case "unit_type":
                return Facts.Make(FactKind.Array, node, "tuple");
            case "type_identifier" or "primitive_type" or "identifier":
                Facts.AddImport(node.Text);
                return Facts.Make(FactKind.Name, node, Own(node.Text));
            case "scoped_type_identifier" or "scoped_identifier":
                Facts.AddImport(node["name"].Text);
                return Facts.Make(FactKind.Name, node, PathText(node));
            default:
                return Facts.Opaque(node);
        }
    }

    private string Own(string path) =>
        _self is null ? path : path == "Self" ? _self : path.StartsWith("Self::", StringComparison.Ordinal) ? _self + path[4..] : path;

    /// <summary>A path without its type arguments and white space: <c>crate::tools::Name</c>.</summary>
    private string PathText(SyntaxNode node)
    {
        var parts = new Stack<string>();
        for (var part = node; part.Exists; part = Prefix(part))
        {
            if (Last(part) is { Length: > 0 } name)
            {
                parts.Push(name);
            }

            if (parts.Count > 24)
            {
                break;
            }
        }

        return Own(string.Join("::", parts));

        static SyntaxNode Prefix(SyntaxNode part) => part.Type is "generic_type" or "generic_type_with_turbofish" ? part["type"] : part.Type is "bracketed_type" or "qualified_type" ? part.FirstNamed : part["path"];

        static string Last(SyntaxNode part) => part.Type switch
        {
            "scoped_identifier" or "scoped_type_identifier" => part["name"].Text,
            "generic_type" or "generic_type_with_turbofish" or "bracketed_type" or "qualified_type" => "",
            _ => part.Text,
        };
    }
}

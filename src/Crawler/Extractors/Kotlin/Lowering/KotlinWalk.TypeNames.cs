using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Kotlin.Lowering;

/// <content>Types.</content>
internal sealed partial class KotlinWalk
{
    /// <summary>A type as an expression that names the class, without its arguments.</summary>
    private FactNode TypeName(SyntaxNode node)
    {
        if (node.Type is "nullable_type" or "parenthesized_type" or "non_nullable_type" or "type")
        {
            return TypeName(node.FirstNamed);
        }

        var result = FactNode.Absent;
        foreach (var child in node.Children)
        {
            if (child.Type == "identifier")
            {
                result = result.IsAbsent ? Used(child) : Member(child, result, child.Text);
            }
        }

        return result.IsAbsent ? Used(node) : result;
    }

    private FactNode TypeOf(SyntaxNode node) => node.Exists ? Nested(node, TypeAtDepth) : FactNode.Absent;

    private FactNode TypeAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "nullable_type":
                return Facts.Make(FactKind.Unary, node, "?", FactFlags.None, TypeOf(node.FirstNamed));
            case "parenthesized_type" or "non_nullable_type" or "type":
                return TypeOf(LastNamed(node));
            case "function_type":
                return Name(node, "Function");
            case "user_type":
                var names = new List<string>();
                var arguments = new List<FactNode>();
                foreach (var child in node.Children)
                {
                    if (child.Type == "identifier")
                    {
                        names.Add(child.Text);
                    }
                    else if (child.Type == "type_arguments")
                    {
                        foreach (var projection in child.Children)
                        {
                            if (projection.IsNamed)
                            {
                                arguments.Add(LastNamed(projection) is { Exists: true } inner ? TypeOf(inner) : Name(projection, "Any"));
                            }
                        }
                    }
                }

                var name = string.Join('.', names);
                Mention(names.Count > 0 ? names[0] : "");
                return arguments.Count == 0 ? Name(node, name) : Facts.Make(FactKind.Index, node, [Name(node, name), .. arguments]);
            default:
                Mention(node.Text);
                return Name(node, node.Text);
        }
    }
}

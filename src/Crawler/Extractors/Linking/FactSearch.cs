using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Goes over facts without evaluating them.</summary>
internal static class FactSearch
{
    /// <summary>A node and everything below it, parents first.</summary>
    /// <param name="root">Where to start.</param>
    /// <param name="without">A kind that is left out with all that lies below it.</param>
    public static IEnumerable<FactNode> Within(FactNode root, FactKind without = FactKind.Absent)
    {
        var open = new Stack<FactNode>([root]);
        while (open.TryPop(out var node))
        {
            if (node.Kind == without)
            {
                continue;
            }

            yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
    }

    /// <summary>True where a constant text of that value stands below.</summary>
    public static bool HasText(FactNode root, string text) => Within(root).Any(n => n.Kind == FactKind.String && n.Text == text);

    /// <summary>True where an object with the members of a tool stands below.</summary>
    public static bool HasToolObject(FactNode root) =>
        Within(root).Any(static n => n.Kind == FactKind.Object && n.Children.Any(static c => IsMember(c, "name")) && n.Children.Any(static c => IsMember(c, "inputschema")));

    private static bool IsMember(FactNode property, string name) =>
        property.Kind == FactKind.Property && string.Equals((property.Text ?? property[1].Text)?.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase);
}

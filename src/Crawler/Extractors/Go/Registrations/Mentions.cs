using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>A look at a function's text for what has to do with tools, so that others need not be evaluated.</summary>
internal static class Mentions
{
    private const int Most = 4_000;

    /// <summary>True where the function names a registration or a definition.</summary>
    public static bool Sdk(FactNode function)
    {
        var open = new Stack<FactNode>([function]);
        for (var i = 0; i < Most && open.TryPop(out var node); i++)
        {
            if (node is { Kind: FactKind.Member, Text: "AddTool" or "AddTools" or "SetTools" or "RegisterTool" or "NewTool" or "Tool" or "ServerTool" or "NewToolWithRawSchema" })
            {
                return true;
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        return false;
    }
}

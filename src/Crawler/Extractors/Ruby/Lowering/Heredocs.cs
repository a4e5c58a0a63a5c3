using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <summary>Which body belongs to which beginning of a heredoc: the body stands on the lines below, apart from the expression that it is a part of.</summary>
internal sealed class Heredocs
{
    private const int Most = 20_000;
    private readonly Dictionary<int, SyntaxNode> _bodies = [];

    private Heredocs()
    {
    }

    /// <summary>Pairs the beginnings of a file with the bodies that follow them, in their order and by their words.</summary>
    public static Heredocs Of(SyntaxTree tree)
    {
        var heredocs = new Heredocs();
        var beginnings = new List<SyntaxNode>();
        var bodies = new List<SyntaxNode>();
        var open = new Stack<SyntaxNode>([tree.Root]);
        while (open.TryPop(out var node))
        {
            switch (node.Type)
            {
                case "heredoc_beginning" when beginnings.Count < Most:
                    beginnings.Add(node);
                    break;
                case "heredoc_body" when bodies.Count < Most:
                    bodies.Add(node);
                    break;
                default:
                    break;
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        heredocs.Pair([.. beginnings.OrderBy(static b => b.Start)], [.. bodies.OrderBy(static b => b.Start)]);
        return heredocs;
    }

    /// <summary>The body of a beginning, or "no such node".</summary>
    public SyntaxNode BodyOf(SyntaxNode beginning) => _bodies.GetValueOrDefault(beginning.Start);

    /// <summary>The word that ends the heredoc: <c>&lt;&lt;~"TEXT"</c> ends with <c>TEXT</c>.</summary>
    private static string Word(SyntaxNode beginning) => beginning.Text.TrimStart('<', '~', '-').Trim('\'', '"', '`');

    private static string End(SyntaxNode body)
    {
        var last = default(SyntaxNode);
        foreach (var child in body.Children)
        {
            last = child.Type == "heredoc_end" ? child : last;
        }

        return last.Text.Trim();
    }

    private void Pair(IReadOnlyList<SyntaxNode> beginnings, IReadOnlyList<SyntaxNode> bodies)
    {
        var waiting = new Dictionary<string, Queue<SyntaxNode>>(StringComparer.Ordinal);
        var next = 0;
        foreach (var body in bodies)
        {
            for (; next < beginnings.Count && beginnings[next].Start < body.Start; next++)
            {
                var word = Word(beginnings[next]);
                (waiting.TryGetValue(word, out var known) ? known : waiting[word] = []).Enqueue(beginnings[next]);
            }

            if (waiting.GetValueOrDefault(End(body)) is { Count: > 0 } queue)
            {
                _bodies[queue.Dequeue().Start] = body;
            }
        }
    }
}

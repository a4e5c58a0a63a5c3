using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Makes fact nodes for a lowering, and keeps the bounds: nesting, count, cancellation.</summary>
internal sealed class FactBuilder(CancellationToken cancellationToken)
{
    /// <summary>The most characters of the source that stand for what is not modelled.</summary>
    public const int LongestExcerpt = 200;

    private readonly List<string> _imports = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _depth;
    private int _nodes;

    public int Errors { get; set; }

    public int Cut { get; private set; }

    /// <summary>Goes one level down; false when that is too deep. Every true is followed by one <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (_depth >= FactLimits.Depth - 8)
        {
            Cut++;
            return false;
        }

        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    public void AddImport(string? module)
    {
        if (module is { Length: > 0 and < 1000 } && _seen.Add(module))
        {
            _imports.Add(module);
        }
    }

    public FactNode Make(FactKind kind, SyntaxNode at, string? text, FactFlags flags, params FactNode[] children) => Make(kind, at.Line, at.Column, text, flags, children);

    /// <summary>A fact at a place that a parser other than tree-sitter names; both count from 1, columns in code points.</summary>
    public FactNode Make(FactKind kind, int line, int column, string? text, FactFlags flags, params FactNode[] children)
    {
        if (++_nodes > FactLimits.Nodes)
        {
            throw new InvalidDataException($"more than {FactLimits.Nodes} facts");
        }

        if ((_nodes & 0xFFF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new FactNode(kind, text, children, line, column, flags);
    }

    public FactNode Make(FactKind kind, SyntaxNode at, string? text = null) => Make(kind, at, text, FactFlags.None);

    public FactNode Make(FactKind kind, SyntaxNode at, params FactNode[] children) => Make(kind, at, null, FactFlags.None, children);

    /// <summary>What is not modelled: its text, cut.</summary>
    public FactNode Opaque(SyntaxNode at, params FactNode[] children) => Make(FactKind.Opaque, at, Excerpt(at), FactFlags.None, children);

    /// <summary>The source text, cut to 200 characters.</summary>
    public static string Excerpt(SyntaxNode at)
    {
        var text = at.Tree.Excerpt(at.Start, at.End, LongestExcerpt * 4);
        return text.Length > LongestExcerpt ? text[..LongestExcerpt] : text;
    }

    public FileFacts Finish(FactNode root) => new() { Root = root, Imports = _imports, Errors = Errors, Cut = Cut, Nodes = _nodes };
}

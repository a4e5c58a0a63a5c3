namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>The children of a node, enumerated without garbage.</summary>
internal struct SyntaxChildren(SyntaxNode first)
{
    private bool _started;

    public SyntaxNode Current { get; private set; }

    public readonly SyntaxChildren GetEnumerator() => this;

    public bool MoveNext()
    {
        Current = _started ? Current.NextSibling : first;
        _started = true;
        return Current.Exists;
    }
}

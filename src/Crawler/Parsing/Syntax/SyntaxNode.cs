namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>A place in a <see cref="SyntaxTree"/>; a value, so that walking allocates nothing. The default value is "no such node".</summary>
internal readonly struct SyntaxNode(SyntaxTree tree, int index)
{
    public bool Exists => tree is not null;

    /// <summary>The grammar's name of the node; for an anonymous token its text (<c>async</c>, <c>+</c>); empty where there is none.</summary>
    public string Type => tree is null ? "" : tree.Grammar.SymbolName(tree.Node(index).Symbol);

    public bool IsNamed => tree is not null && tree.Grammar.IsNamed(tree.Node(index).Symbol);

    /// <summary>The name under which the parent holds it; empty where the grammar gives none.</summary>
    public string Field => tree is null ? "" : tree.Grammar.FieldName(tree.Node(index).Field);

    public int Start => tree is null ? 0 : tree.Node(index).Start;

    public int End => tree is null ? 0 : tree.Node(index).End;

    /// <summary>From 1.</summary>
    public int Line => tree is null ? 0 : tree.Line(tree.Node(index).Row, Start);

    /// <summary>In code points, from 1.</summary>
    public int Column => tree is null ? 0 : tree.Column(tree.Node(index).Row, Start);

    public string Text => tree is null ? "" : tree.Text(Start, End);

    public ReadOnlySpan<byte> Bytes => tree is null ? default : tree.Source.AsSpan(Start, Math.Max(0, End - Start));

    public SyntaxTree Tree => tree;

    public SyntaxNode FirstChild => tree is null ? default : At(tree.Node(index).FirstChild);

    public SyntaxNode NextSibling => tree is null ? default : At(tree.Node(index).NextSibling);

    /// <summary>All children that were kept, named or not, for <c>foreach</c>.</summary>
    public SyntaxChildren Children => new(FirstChild);

    /// <summary>The first child under a field's name, or "no such node".</summary>
    public SyntaxNode this[string field]
    {
        get
        {
            foreach (var child in Children)
            {
                if (child.Field == field)
                {
                    return child;
                }
            }

            return default;
        }
    }

    /// <summary>The first named child that is no comment, or "no such node".</summary>
    public SyntaxNode FirstNamed
    {
        get
        {
            foreach (var child in Children)
            {
                if (child.IsNamed && child.Type != "comment")
                {
                    return child;
                }
            }

            return default;
        }
    }

    /// <summary>True where an anonymous token of that text is among the children.</summary>
    public bool HasToken(string token)
    {
        foreach (var child in Children)
        {
            if (!child.IsNamed && child.Type == token)
            {
                return true;
            }
        }

        return false;
    }

    private SyntaxNode At(int position) => position == 0 ? default : new SyntaxNode(tree, position);
}

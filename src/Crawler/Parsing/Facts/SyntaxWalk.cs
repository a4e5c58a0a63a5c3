using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>
/// The skeleton of a lowering: one walk over one file, kept within <see cref="FactLimits"/>. A language says what its statements and expressions become, and calls
/// <see cref="Statement"/> and <see cref="Expression"/> for what lies inside of them, so that nothing nests deeper than the limits.
/// </summary>
internal abstract class SyntaxWalk(CancellationToken cancellationToken)
{
    /// <summary>Makes the facts.</summary>
    protected FactBuilder Facts { get; } = new(cancellationToken);

    /// <summary>The facts of the whole file: a <see cref="FactKind.Block"/> of its statements.</summary>
    public FileFacts File(SyntaxTree tree) => Facts.Finish(Block(tree.Root));

    /// <summary>A statement whose nesting is already counted.</summary>
    protected abstract FactNode StatementAtDepth(SyntaxNode node);

    /// <summary>An expression whose nesting is already counted; the node exists.</summary>
    protected abstract FactNode ExpressionAtDepth(SyntaxNode node);

    protected FactNode Block(SyntaxNode node) => Facts.Make(FactKind.Block, node, Statements(node));

    /// <summary>The named children as statements, without those that become nothing.</summary>
    protected FactNode[] Statements(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.IsNamed && Statement(child) is { IsAbsent: false } statement)
            {
                list.Add(statement);
            }
        }

        return [.. list];
    }

    protected FactNode Statement(SyntaxNode node) => Nested(node, StatementAtDepth);

    /// <summary>An expression; nothing where there is no node.</summary>
    protected FactNode Expression(SyntaxNode node) => node.Exists ? Nested(node, ExpressionAtDepth) : FactNode.Absent;

    /// <summary>Counts one level of nesting around a part; what lies too deep becomes <see cref="FactKind.Opaque"/>.</summary>
    protected FactNode Nested(SyntaxNode node, Func<SyntaxNode, FactNode> lower)
    {
        if (!Facts.TryEnter())
        {
            return Facts.Opaque(node);
        }

        try
        {
            return lower(node);
        }
        finally
        {
            Facts.Leave();
        }
    }
}

using Catalog.Crawler.Parsing.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Catalog.Crawler.Extractors.CSharp.Lowering;

/// <summary>One walk over one file's syntax; see <see cref="CSharpParser"/> for what it makes.</summary>
internal sealed partial class CSharpWalk(SourceText text, CancellationToken cancellationToken)
{
    private readonly FactBuilder _facts = new(cancellationToken);

    public FileFacts File(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        _facts.Errors = root.ContainsDiagnostics ? tree.GetDiagnostics(cancellationToken).Count(static d => d.Severity == DiagnosticSeverity.Error) : 0;
        var statements = new List<FactNode>();
        Usings(root.Usings, statements);
        Decorators(root.AttributeLists);
        foreach (var member in root.Members)
        {
            Add(statements, Member(member));
        }

        return _facts.Finish(Make(FactKind.Block, root, [.. statements]));
    }

    private void Usings(SyntaxList<UsingDirectiveSyntax> usings, List<FactNode> into)
    {
        foreach (var item in usings)
        {
            var target = item.NamespaceOrType.ToString();
            _facts.AddImport(target);
            FactNode[] names = item.Alias is { } alias
                ? [Make(FactKind.ImportName, item, "*", Make(FactKind.Name, item, alias.Name.Identifier.ValueText))]
                : item.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? [Make(FactKind.ImportName, item, "static")] : [];
            var flags = item.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? FactFlags.Default : FactFlags.None;
            into.Add(Make(FactKind.Import, item, target, flags, names));
        }
    }

    private FactNode Make(FactKind kind, SyntaxNode at, string? content, FactFlags flags, params FactNode[] children)
    {
        var (line, column) = Place(at);
        return _facts.Make(kind, line, column, content, flags, children);
    }

    private FactNode Make(FactKind kind, SyntaxNode at, string? content, params FactNode[] children) => Make(kind, at, content, FactFlags.None, children);

    private FactNode Make(FactKind kind, SyntaxNode at, params FactNode[] children) => Make(kind, at, null, FactFlags.None, children);

    /// <summary>What is not modelled, with what may hold registrations inside of it.</summary>
    private FactNode Opaque(SyntaxNode at, params FactNode[] children) => Make(FactKind.Opaque, at, Excerpt(at), FactFlags.None, children);

    private string Excerpt(SyntaxNode at) => text.ToString(new TextSpan(at.SpanStart, Math.Min(at.Span.Length, FactBuilder.LongestExcerpt)));

    private (int Line, int Column) Place(SyntaxNode at)
    {
        var position = Math.Min(at.SpanStart, text.Length);
        var line = text.Lines.GetLineFromPosition(position);
        var column = 1;
        var end = Math.Min(position, line.Start + 10_000);
        for (var i = line.Start; i < end; i++)
        {
            column += char.IsLowSurrogate(text[i]) ? 0 : 1;
        }

        return (line.LineNumber + 1, column + Math.Max(0, position - end));
    }

    /// <summary>Counts one level of nesting around a part; what lies too deep becomes <see cref="FactKind.Opaque"/>.</summary>
    private FactNode Nested<T>(T node, Func<T, FactNode> lower)
        where T : SyntaxNode
    {
        if (!_facts.TryEnter())
        {
            return Opaque(node);
        }

        try
        {
            return lower(node);
        }
        finally
        {
            _facts.Leave();
        }
    }

    private static void Add(List<FactNode> list, FactNode node)
    {
        if (!node.IsAbsent)
        {
            list.Add(node);
        }
    }
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <summary>Go: <c>.go</c>.</summary>
internal sealed class GoLowering : ILanguageLowering
{
    public string Language => "go";

    public Grammar Grammar => Grammar.Load("go", "tree-sitter-go");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new GoWalk(cancellationToken).File(tree);
}

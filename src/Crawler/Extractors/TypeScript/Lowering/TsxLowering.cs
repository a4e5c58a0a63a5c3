using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>TypeScript with JSX: <c>.tsx</c>.</summary>
internal sealed class TsxLowering : ILanguageLowering
{
    public string Language => "tsx";

    public Grammar Grammar => Grammar.Load("tsx", "tree-sitter-typescript");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new EcmaWalk(cancellationToken).File(tree);
}

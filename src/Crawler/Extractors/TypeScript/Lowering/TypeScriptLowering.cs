using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>TypeScript without JSX: <c>.ts</c>, <c>.mts</c>, <c>.cts</c>.</summary>
internal sealed class TypeScriptLowering : ILanguageLowering
{
    public string Language => "typescript";

    public Grammar Grammar => Grammar.Load("typescript", "tree-sitter-typescript");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new EcmaWalk(cancellationToken).File(tree);
}

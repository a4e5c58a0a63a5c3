using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>JavaScript, with JSX or not: <c>.js</c>, <c>.mjs</c>, <c>.cjs</c>, <c>.jsx</c>.</summary>
internal sealed class JavaScriptLowering : ILanguageLowering
{
    public string Language => "javascript";

    public Grammar Grammar => Grammar.Load("javascript", "tree-sitter-javascript");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new EcmaWalk(cancellationToken).File(tree);
}

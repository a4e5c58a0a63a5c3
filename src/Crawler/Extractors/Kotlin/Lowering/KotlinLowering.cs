using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Kotlin.Lowering;

/// <summary>Kotlin: <c>.kt</c> and <c>.kts</c>.</summary>
internal sealed class KotlinLowering : ILanguageLowering
{
    public string Language => "kotlin";

    public Grammar Grammar => Grammar.Load("kotlin", "tree-sitter-kotlin");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new KotlinWalk(cancellationToken).File(tree);
}

using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Php.Lowering;

/// <summary>PHP: <c>.php</c>.</summary>
internal sealed class PhpLowering : ILanguageLowering
{
    public string Language => "php";

    public Grammar Grammar => Grammar.Load("php", "tree-sitter-php");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new PhpWalk(cancellationToken).File(tree);
}

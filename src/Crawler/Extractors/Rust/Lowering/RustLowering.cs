using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <summary>Rust: <c>.rs</c>.</summary>
internal sealed class RustLowering : ILanguageLowering
{
    public string Language => "rust";

    public Grammar Grammar => Grammar.Load("rust", "tree-sitter-rust");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new RustWalk(cancellationToken).File(tree);
}

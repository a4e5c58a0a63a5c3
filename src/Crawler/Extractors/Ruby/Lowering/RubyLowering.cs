using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <summary>Ruby: <c>.rb</c>, <c>.ru</c>, and programs without an ending.</summary>
internal sealed class RubyLowering : ILanguageLowering
{
    public string Language => "ruby";

    public Grammar Grammar => Grammar.Load("ruby", "tree-sitter-ruby");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new RubyWalk(Heredocs.Of(tree), cancellationToken).File(tree);
}

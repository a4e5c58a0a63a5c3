using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Elixir.Lowering;

/// <summary>Elixir: <c>.ex</c>, <c>.exs</c>.</summary>
internal sealed class ElixirLowering : ILanguageLowering
{
    public string Language => "elixir";

    public Grammar Grammar => Grammar.Load("elixir", "tree-sitter-elixir");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new ElixirWalk(cancellationToken).File(tree);
}

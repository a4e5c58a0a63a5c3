using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Java.Lowering;

/// <summary>Java: <c>.java</c>.</summary>
internal sealed class JavaLowering : ILanguageLowering
{
    public string Language => "java";

    public Grammar Grammar => Grammar.Load("java", "tree-sitter-java");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new JavaWalk(cancellationToken).File(tree);
}

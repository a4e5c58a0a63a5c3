using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <summary>Python: <c>.py</c>.</summary>
internal sealed class PythonLowering : ILanguageLowering
{
    public string Language => "python";

    public Grammar Grammar => Grammar.Load("python", "tree-sitter-python");

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new PythonWalk(cancellationToken).File(tree);
}

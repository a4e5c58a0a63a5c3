using Catalog.Crawler.Parsing.Cutting;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>
/// JavaScript, with JSX or not: <c>.js</c>, <c>.mjs</c>, <c>.cjs</c>, <c>.jsx</c>. Of a long file, which is mostly a bundle and mostly libraries, the long function bodies are left out, to be
/// parsed when they are asked for.
/// </summary>
/// <param name="longFile">From this length on, in bytes, bodies are left out.</param>
/// <param name="shortestBody">The shortest body that is left out, bytes.</param>
internal sealed class JavaScriptLowering(int longFile, int shortestBody) : ILanguageLowering
{
    /// <summary>To ask for a body costs about as much as to parse a kilobyte, more on a busy machine.</summary>
    public JavaScriptLowering()
        : this(32 * 1024, 2048)
    {
    }

    public string Language => "javascript";

    public Grammar Grammar => Grammar.Load("javascript", "tree-sitter-javascript");

    public FileFacts Parse(byte[] content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (content.Length >= longFile && CutSource.OfOrNull(content, shortestBody) is { } cuts
            && SyntaxTree.ParseOrNull(Grammar, cuts, timeout, FactLimits.SyntaxNodes, cancellationToken) is { } tree)
        {
            var walk = new EcmaWalk(cancellationToken);
            var facts = walk.File(tree);

            // A cut that no function asked for was no function's body, and one that broke the syntax was none either: then the file is read whole.
            if (facts.Errors == 0 && walk.Deferred == cuts.Count)
            {
                return facts;
            }
        }

        return SyntaxTree.ParseOrNull(Grammar, content, timeout, FactLimits.SyntaxNodes, cancellationToken) is { } whole
            ? Lower(whole, cancellationToken)
            : throw new InvalidDataException($"the parser was not done after {timeout.TotalSeconds:0} seconds");
    }

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new EcmaWalk(cancellationToken).File(tree);
}

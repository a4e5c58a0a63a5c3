using Catalog.Crawler.Extractors.TypeScript.Scripts;
using Catalog.Crawler.Parsing.Cutting;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Lowering;

/// <summary>
/// JavaScript, with JSX or not: <c>.js</c>, <c>.mjs</c>, <c>.cjs</c>, <c>.jsx</c>. Sound files are read by <see cref="ScriptParser"/>, all others by the grammar. Of a long file, which is mostly a bundle
/// and mostly libraries, the long function bodies are left out, to be parsed when they are asked for.
/// </summary>
/// <param name="longFile">From this length on, in bytes, bodies are left out.</param>
/// <param name="shortestBody">The shortest body that is left out, bytes.</param>
/// <param name="shortestCut">The same where the grammar parses: a body then costs a worker's time, which is about that of a kilobyte.</param>
internal sealed class JavaScriptLowering(int longFile, int shortestBody, int shortestCut) : ILanguageLowering
{
    public JavaScriptLowering()
        : this(16 * 1024, 256, 2048)
    {
    }

    public string Language => "javascript";

    public Grammar Grammar => Grammar.Load("javascript", "tree-sitter-javascript");

    public FileFacts Parse(byte[] content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var whole = new DeferredPlace(0, content.Length, 1, 1);
        return ScriptOrNull(content, whole, new SharedTexts(), new ScriptBodies(whole, content.Length >= longFile ? shortestBody : int.MaxValue, null), cancellationToken)
            ?? CutOrNull(content, timeout, cancellationToken)
            ?? (SyntaxTree.ParseOrNull(Grammar, content, timeout, FactLimits.SyntaxNodes, cancellationToken) is { } tree
                ? Lower(tree, cancellationToken)
                : throw new InvalidDataException($"the parser was not done after {timeout.TotalSeconds:0} seconds"));
    }

    public FactNode[]? ParsePartOrNull(byte[] content, DeferredPlace part, SharedTexts texts, Func<DeferredPlace, FactNode[]> load, CancellationToken cancellationToken) =>
        ScriptOrNull(content, part, texts, new ScriptBodies(part, shortestBody, load), cancellationToken)?.Root.Children;

    public FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken) => new EcmaWalk(cancellationToken).File(tree);

    private static FileFacts? ScriptOrNull(byte[] content, DeferredPlace part, SharedTexts texts, ScriptBodies bodies, CancellationToken cancellationToken)
    {
        try
        {
            return ScriptParser.Parse(content, part.Start, part.Length, texts, bodies, cancellationToken);
        }
        catch (ScriptRefusal)
        {
            return null;
        }
    }

    private FileFacts? CutOrNull(byte[] content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (content.Length < longFile || CutSource.OfOrNull(content, shortestCut) is not { } cuts
            || SyntaxTree.ParseOrNull(Grammar, cuts, timeout, FactLimits.SyntaxNodes, cancellationToken) is not { } tree)
        {
            return null;
        }

        var walk = new EcmaWalk(cancellationToken);
        var facts = walk.File(tree);

        // A cut that no function asked for was no function's body, and one that broke the syntax was none either: then the file is read whole.
        return facts.Errors == 0 && walk.Deferred == cuts.Count ? facts : null;
    }
}

using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>
/// Turns the syntax tree of one language into facts; runs in the worker process, on untrusted input. Found by a scan of the assembly: one class, stateless, with a parameterless
/// constructor, for each <see cref="Language"/>.
/// </summary>
internal interface ILanguageLowering
{
    /// <summary>The language as requests name it: <c>typescript</c>, <c>tsx</c>, <c>javascript</c>, <c>python</c>.</summary>
    string Language { get; }

    /// <summary>The grammar to parse with.</summary>
    Grammar Grammar { get; }

    /// <summary>The facts of a parsed file. It nests no deeper than <see cref="FactLimits.Depth"/>: use <see cref="FactBuilder"/>.</summary>
    FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken);
}

using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Turns the tree-sitter syntax tree of one language into facts: the grammar parses, the lowering says what the nodes mean.</summary>
internal interface ILanguageLowering : ILanguageParser
{
    /// <summary>The grammar to parse with.</summary>
    Grammar Grammar { get; }

    /// <summary>The facts of a parsed file. It nests no deeper than <see cref="FactLimits.Depth"/>: use <see cref="FactBuilder"/>.</summary>
    FileFacts Lower(SyntaxTree tree, CancellationToken cancellationToken);

    FileFacts ILanguageParser.Parse(byte[] content, TimeSpan timeout, CancellationToken cancellationToken) =>
        SyntaxTree.ParseOrNull(Grammar, content, timeout, FactLimits.SyntaxNodes, cancellationToken) is { } tree
            ? Lower(tree, cancellationToken)
            : throw new InvalidDataException($"the parser was not done after {timeout.TotalSeconds:0} seconds");
}

using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Elixir;

/// <summary>A module of the program.</summary>
/// <param name="Node">Its facts.</param>
/// <param name="Scope">Its functions, and its attributes with their <c>@</c>.</param>
/// <param name="File">Its file.</param>
internal sealed record ElixirModule(FactNode Node, Scope Scope, EvaluatedModule File)
{
    /// <summary>The calls among its statements of a word: <c>use</c>, <c>schema</c>, <c>component</c>.</summary>
    public IEnumerable<FactNode> Calls(string word) => Node[1].Children.Where(c => c.Kind == FactKind.Call && c[0].Text == word);
}

using System.Globalization;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>Which function bodies the parser leaves out, to be parsed when they are asked for, and where the part that it parses stands in its file.</summary>
/// <param name="part">The part that is parsed.</param>
/// <param name="shortest">The length of the shortest body that is left out, bytes.</param>
/// <param name="load">Has a body parsed; null where the facts go over the wire, whose reader knows how.</param>
internal sealed class ScriptBodies(DeferredPlace part, int shortest, Func<DeferredPlace, FactNode[]>? load)
{
    /// <summary>Nothing is left out of a whole file.</summary>
    public static ScriptBodies Kept { get; } = new(new DeferredPlace(0, int.MaxValue, 1, 1), int.MaxValue, null);

    /// <summary>The line and column in the file of a place in the part.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 1.</param>
    public (int Line, int Column) Place(int row, int column) => (part.Line + row, row == 0 ? part.Column - 1 + column : column);

    /// <summary>What stands for a body that is left out; null where it is parsed at once.</summary>
    /// <param name="start">Where its statements begin in the file.</param>
    /// <param name="length">Their length, bytes.</param>
    /// <param name="line">The line of their first byte.</param>
    /// <param name="column">The column of their first byte.</param>
    public FactNode? BlockOrNull(int start, int length, int line, int column) =>
        length < shortest ? null
        : load is null ? new FactNode(FactKind.Deferred, string.Create(CultureInfo.InvariantCulture, $"{start} {length}"), [], line, column)
        : new DeferredBlock(new DeferredPlace(start, length, line, column), load);
}

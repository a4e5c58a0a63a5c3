using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A list, or what is gone through like one. It can be changed, as in the source.</summary>
internal sealed class ListValue : Value
{
    public List<Slot> Items { get; init; } = [];

    /// <summary>True where there may be more items than these.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How many conditions held where it was made: items added under more carry them.</summary>
    public int Depth { get; init; }

    /// <summary>Where it was made; null for lists that no literal made.</summary>
    public FactNode? Node { get; init; }

    public override bool? Truth => true;

    public static ListValue Of(IEnumerable<Value> values) => new() { Items = [.. values.Select(static v => new Slot(v, null))] };
}

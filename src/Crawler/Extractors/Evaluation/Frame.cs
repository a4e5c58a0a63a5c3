namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>One running call.</summary>
internal sealed class Frame(Value self, ClassValue? home, int depth)
{
    /// <summary>What <c>this</c> is.</summary>
    public Value This { get; } = self;

    /// <summary>The class whose method runs, for <c>super</c>; null outside of methods.</summary>
    public ClassValue? Home { get; } = home;

    /// <summary>How many conditions held where it was entered; it leaves no more behind.</summary>
    public int Depth { get; } = depth;

    /// <summary>The values that it may return, the likeliest first.</summary>
    public List<Slot> Returned { get; } = [];

    /// <summary>What a generator has yielded; null where it is none.</summary>
    public ListValue? Yielded { get; set; }
}

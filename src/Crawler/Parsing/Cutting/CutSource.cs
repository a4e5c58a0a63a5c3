namespace Catalog.Crawler.Parsing.Cutting;

/// <summary>A file without the insides of its long function bodies, and the way back from places in it to places in the file.</summary>
internal sealed class CutSource
{
    private readonly IReadOnlyList<BodyCut> _cuts;

    /// <summary>Where each cut was made, in <see cref="Text"/>.</summary>
    private readonly int[] _places;
    private readonly byte[] _whole;

    private CutSource(byte[] whole, IReadOnlyList<BodyCut> cuts, IReadOnlyList<string> imports)
    {
        (_whole, _cuts, Imports) = (whole, cuts, imports);
        _places = new int[cuts.Count];
        Text = new byte[whole.Length - cuts.Sum(static c => c.Length)];
        var (from, to) = (0, 0);
        for (var i = 0; i < cuts.Count; i++)
        {
            whole.AsSpan(from, cuts[i].Start - from).CopyTo(Text.AsSpan(to));
            to += cuts[i].Start - from;
            from = cuts[i].End;
            _places[i] = to;
        }

        whole.AsSpan(from).CopyTo(Text.AsSpan(to));
    }

    /// <summary>What is left.</summary>
    public byte[] Text { get; }

    /// <summary>The modules that are imported in what was cut out.</summary>
    public IReadOnlyList<string> Imports { get; }

    public int Count => _cuts.Count;

    /// <summary>Cuts a file; null where it has no long bodies, or is not understood.</summary>
    /// <param name="source">The file, any bytes.</param>
    /// <param name="shortest">The length of the shortest body that is cut out, bytes.</param>
    public static CutSource? OfOrNull(byte[] source, int shortest) =>
        BodyScanner.ScanOrNull(source, shortest) is { Cuts.Count: > 0 } found ? new CutSource(source, found.Cuts, found.Imports) : null;

    /// <summary>What was cut out at a place in <see cref="Text"/>; null where nothing was.</summary>
    public BodyCut? AtOrNull(int place) => Array.BinarySearch(_places, place) is >= 0 and var at ? _cuts[at] : null;

    /// <summary>The place in the file of a place in <see cref="Text"/>.</summary>
    public int Origin(int place)
    {
        var at = Array.BinarySearch(_places, place);

        // What begins where something was cut out is the bracket after it.
        var before = at >= 0 ? at : ~at - 1;
        return before < 0 ? place : place - _places[before] + _cuts[before].End;
    }

    /// <summary>The file.</summary>
    public byte[] Whole => _whole;
}

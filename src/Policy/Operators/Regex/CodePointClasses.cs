namespace Catalog.Policy.Operators.Regex;

/// <summary>Divides all code points into classes, such that every set of a program holds a whole class or nothing of it.</summary>
internal sealed class CodePointClasses
{
    private readonly int[] _starts;
    private readonly int[] _classes;
    private readonly int[] _ascii = new int[0x80];
    private readonly bool[][] _members;

    internal CodePointClasses(IReadOnlyList<CodePointSet> sets)
    {
        _starts = [.. sets.SelectMany(static s => s.Ranges).SelectMany(static r => new[] { r.Low, r.High + 1 }).Append(0).Where(static c => c <= CodePointSet.Last).Distinct().Order()];
        _classes = new int[_starts.Length];
        var representatives = new List<int>();
        var bySignature = new Dictionary<string, int>(StringComparer.Ordinal);
        var holds = HoldingSets(sets);
        for (var i = 0; i < _starts.Length; i++)
        {
            var signature = string.Join(',', holds[i]);
            if (!bySignature.TryGetValue(signature, out _classes[i]))
            {
                bySignature[signature] = _classes[i] = representatives.Count;
                representatives.Add(_starts[i]);
            }
        }

        Count = representatives.Count;
        _members = [.. sets.Select(set => representatives.Select(set.Contains).ToArray())];
        for (var c = 0; c < _ascii.Length; c++)
        {
            _ascii[c] = Search(c);
        }
    }

    internal int Count { get; }

    internal int Of(int codePoint) => codePoint < 0x80 ? _ascii[codePoint] : Search(codePoint);

    /// <summary>Which classes a set holds, by class.</summary>
    internal bool[] MembersOf(int set) => _members[set];

    private int Search(int codePoint)
    {
        var found = Array.BinarySearch(_starts, codePoint);
        return _classes[found >= 0 ? found : ~found - 1];
    }

    // The numbers of the sets that hold each interval, in ascending order.
    private List<int>[] HoldingSets(IReadOnlyList<CodePointSet> sets)
    {
        var holds = Enumerable.Range(0, _starts.Length).Select(static _ => new List<int>()).ToArray();
        for (var set = 0; set < sets.Count; set++)
        {
            foreach (var (low, high) in sets[set].Ranges)
            {
                for (var i = Array.BinarySearch(_starts, low); i < _starts.Length && _starts[i] <= high; i++)
                {
                    holds[i].Add(set);
                }
            }
        }

        return holds;
    }
}

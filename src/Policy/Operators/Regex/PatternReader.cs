namespace Catalog.Policy.Operators.Regex;

/// <summary>The code points of a pattern, with a place in them and the first fault that was found.</summary>
internal sealed class PatternReader(int[] pattern)
{
    internal int At { get; private set; }

    /// <summary>The first fault, or null.</summary>
    internal string? Problem { get; private set; }

    internal bool AtEnd => At >= pattern.Length;

    /// <summary>The code point here; -1 at the end.</summary>
    internal int Peek => Ahead(0);

    internal int Ahead(int by) => At + by < pattern.Length ? pattern[At + by] : -1;

    internal int Next() => AtEnd ? -1 : pattern[At++];

    internal void Skip(int count) => At = Math.Min(pattern.Length, At + count);

    internal bool Take(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Ahead(i) != text[i])
            {
                return false;
            }
        }

        At += text.Length;
        return true;
    }

    /// <summary>The text up to, and a place behind, the next <paramref name="end"/>; null, staying here, where there is none.</summary>
    internal string? TakeUntil(char end)
    {
        var found = Array.IndexOf(pattern, end, At);
        if (found < 0)
        {
            return null;
        }

        var text = string.Concat(pattern[At..found].Select(char.ConvertFromUtf32));
        At = found + 1;
        return text;
    }

    /// <summary>Records a fault at this place; the first one stays.</summary>
    internal void Fail(string problem) => Problem ??= $"the pattern {problem}, at character {Math.Min(At, pattern.Length - 1) + 1}";
}

using System.Text;
using Catalog.Core.Texts;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Suspicions;

/// <summary>One string to look at, as it is and without what a reader does not see: hidden characters between letters must not hide a phrase.</summary>
internal sealed class SuspectSource
{
    private readonly int[]? _places;

    private SuspectSource(DefinitionString text, string bare, int[]? places)
    {
        (Field, Text, IsName) = text;
        Bare = bare;
        _places = places;
    }

    /// <summary>The JSON Pointer.</summary>
    public string Field { get; }

    /// <summary>As the definition has it.</summary>
    public string Text { get; }

    /// <summary>True for a name.</summary>
    public bool IsName { get; }

    /// <summary>Without hidden characters.</summary>
    public string Bare { get; }

    /// <summary>True where the two differ.</summary>
    public bool HasHidden => _places is not null;

    /// <summary>Reads a string.</summary>
    public static SuspectSource Of(DefinitionString text)
    {
        if (System.Text.Ascii.IsValid(text.Text) && !text.Text.AsSpan().ContainsAnyInRange('\0', '\b') && !text.Text.AsSpan().ContainsAnyInRange('\u000B', '\u001F') && !text.Text.Contains('\u007F', StringComparison.Ordinal))
        {
            return new SuspectSource(text, text.Text, null);
        }

        var (bare, places) = (new StringBuilder(text.Text.Length), new List<int>(text.Text.Length + 1));
        var before = default(Rune);
        for (var i = 0; i < text.Text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.Text.AsSpan(i), out var rune, out var used);
            if (!HiddenCharacters.IsHidden(rune, before, text.Text.AsSpan(i + used)))
            {
                for (var unit = 0; unit < used; unit++)
                {
                    bare.Append(text.Text[i + unit]);
                    places.Add(i + unit);
                }
            }

            before = rune;
            i += used;
        }

        places.Add(text.Text.Length);
        return bare.Length == text.Text.Length ? new SuspectSource(text, text.Text, null) : new SuspectSource(text, bare.ToString(), [.. places]);
    }

    /// <summary>The place of a hit in <see cref="Text"/>.</summary>
    public (int Start, int Length) PlaceOf(TextHit hit)
    {
        if (!hit.IsBare || _places is null)
        {
            return (hit.Start, hit.Length);
        }

        var start = _places[hit.Start];
        return (start, _places[hit.Start + hit.Length - 1] + 1 - start);
    }
}

using System.Globalization;
using System.Text;
using Catalog.Core.Suspicions;
using Catalog.Core.Texts;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a text hold characters that a person does not see?</summary>
internal sealed class HiddenTextDetector : ITextDetector
{
    // A run as long as this says something; a few are left behind by word processors.
    private const int Run = 4;

    /// <inheritdoc/>
    public string Id => "hidden-characters";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SuspectKind Kind => SuspectKind.HiddenText;

    /// <inheritdoc/>
    public string Question => "Does it hold characters that a person does not see: tags, direction marks, zero width, variation selectors, controls?";

    /// <inheritdoc/>
    public void Look(SuspectSource source, List<TextHit> hits)
    {
        if (!source.HasHidden)
        {
            return;
        }

        var text = source.Text;
        var (start, run) = (-1, new List<Rune>());
        var before = default(Rune);
        for (var i = 0; i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            if (HiddenCharacters.IsHidden(rune, before, text.AsSpan(i + used)))
            {
                start = run.Count == 0 ? i : start;
                run.Add(rune);
            }
            else if (run.Count > 0)
            {
                hits.Add(HitOf(start, i - start, run));
                run.Clear();
            }

            before = rune;
            i += used;
        }

        if (run.Count > 0)
        {
            hits.Add(HitOf(start, text.Length - start, run));
        }
    }

    private static TextHit HitOf(int start, int length, List<Rune> run)
    {
        var (severity, says) = Weigh(run);
        return new TextHit(start, length, severity, says, IsBare: false);
    }

    private static (SuspectSeverity Severity, string Says) Weigh(List<Rune> run)
    {
        if (run.Exists(static r => r.Value is >= 0xE0000 and <= 0xE007F))
        {
            return (SuspectSeverity.High, Spelled("hides text in tag characters", run.Where(static r => r.Value is >= 0xE0020 and <= 0xE007E).Select(static r => (byte)(r.Value - 0xE0000))));
        }

        if (run.Count(static r => IsSelector(r)) >= Run)
        {
            return (SuspectSeverity.High, Spelled("hides text in variation selectors", run.Where(static r => IsSelector(r)).Select(static r => (byte)(r.Value >= 0xE0100 ? r.Value - 0xE0100 + 16 : r.Value - 0xFE00))));
        }

        if (run.Exists(static r => r.Value is 0x202D or 0x202E))
        {
            return (SuspectSeverity.High, "turns the order in which it is read");
        }

        if (run.Exists(static r => r.Value == 0x1B))
        {
            return (SuspectSeverity.High, "holds an escape that a terminal obeys");
        }

        if (run.Count >= Run)
        {
            return (SuspectSeverity.High, $"hides {run.Count.ToString(CultureInfo.InvariantCulture)} characters in a row");
        }

        return run.Exists(static r => r.Value is (>= 0x202A and <= 0x202C) or (>= 0x2066 and <= 0x2069) or (>= 0x2061 and <= 0x2064))
            ? (SuspectSeverity.Medium, "holds marks of direction or signs that are not shown")
            : (SuspectSeverity.Low, "holds a character that is not shown");
    }

    private static bool IsSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static string Spelled(string says, IEnumerable<byte> bytes)
    {
        var text = Encoding.UTF8.GetString([.. bytes.Take(120)]);
        return text.Length > 0 && text.All(static c => c is >= ' ' and <= '~') ? $"{says}: “{text}”" : says;
    }
}

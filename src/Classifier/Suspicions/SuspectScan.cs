using System.Buffers;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Suspicions.Detectors;
using Catalog.Core.Registration;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Suspicions;

/// <summary>Asks every detector about every string.</summary>
internal sealed class SuspectScan : ISuspectScan
{
    private const int Most = 50;
    private static readonly SearchValues<char> PlainName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$.");
    private static readonly OtherToolDetector Steering = new();

    /// <summary>The one scan there is: it has no state.</summary>
    public static SuspectScan Shared { get; } = new();

    /// <summary>Every detector, in the order of their ids.</summary>
    public static IReadOnlyList<ITextDetector> Detectors { get; } =
    [
        .. ImplementationScan.TypesOf<ITextDetector>(typeof(ITextDetector).Assembly).Select(static t => (ITextDetector)Activator.CreateInstance(t)!).OrderBy(static d => d.Id, StringComparer.Ordinal),
    ];

    private static readonly ITextDetector[] OfOneDefinition = [.. Detectors.Where(static d => d.Kind != SuspectKind.Shadowing)];

    /// <inheritdoc/>
    public IReadOnlyList<SuspectText> Scan(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        List<(SuspectText Text, int Order)>? found = null;
        var hits = new List<TextHit>();
        foreach (var text in DefinitionStrings.Of(tool))
        {
            if (SaysNothing(text))
            {
                continue;
            }

            var source = SuspectSource.Of(text);
            foreach (var detector in OfOneDefinition)
            {
                detector.Look(source, hits);
                foreach (var hit in hits)
                {
                    (found ??= []).Add((TextOf(detector, source, hit), found.Count));
                }

                hits.Clear();
            }
        }

        return found is null ? [] : [.. found.OrderByDescending(static f => f.Text.Severity).ThenBy(static f => f.Order).Take(Most).Select(static f => f.Text)];
    }

    // Most names are short words of letters, which nothing can be said in.
    private static bool SaysNothing(DefinitionString text) =>
        text.IsName && text.Text.Length < 40 && !text.Text.AsSpan().ContainsAnyExcept(PlainName) && !SidenoteArgumentDetector.IsOne(text.Text);

    /// <inheritdoc/>
    public IReadOnlyList<SteeredTool> FindSteered(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var texts = DefinitionStrings.Of(tool);
        List<SteeredTool>? steered = null;
        var hits = new List<TextHit>();
        foreach (var text in texts)
        {
            if (text.IsName || !OtherToolDetector.MayName(text.Text))
            {
                continue;
            }

            var source = SuspectSource.Of(text);
            Steering.Look(source, hits);
            foreach (var hit in hits)
            {
                // Compared one by one: few definitions name more than one, and a set of the names of a server of hundreds of tools would be made for each of them.
                var name = OtherToolDetector.NameIn(source.Bare.Substring(hit.Start, hit.Length));
                if (name.Length > 0 && !IsOwn(name, texts, tool.Siblings))
                {
                    (steered ??= []).Add(new SteeredTool(name, TextOf(Steering, source, hit)));
                }
            }

            hits.Clear();
            if (steered?.Count >= Most)
            {
                break;
            }
        }

        return steered is null ? [] : [.. steered.Take(Most)];
    }

    private static bool IsOwn(string name, IReadOnlyList<DefinitionString> texts, IReadOnlyList<string>? siblings)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].IsName && string.Equals(texts[i].Text, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        for (var i = 0; i < siblings?.Count; i++)
        {
            if (string.Equals(siblings[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static SuspectText TextOf(ITextDetector detector, SuspectSource source, TextHit hit)
    {
        var (start, length) = source.PlaceOf(hit);
        return new SuspectText
        {
            Kind = detector.Kind,
            Severity = hit.Severity,
            Field = source.Field,
            Start = CodePoints.Count(source.Text.AsSpan(0, start)),
            Length = CodePoints.Count(source.Text.AsSpan(start, length)),
            Quote = source.Text.Substring(start, length),
            Says = hit.Says,
            Detector = detector.Id,
            Version = detector.Version,
        };
    }
}

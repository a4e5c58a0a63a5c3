using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Core.Texts;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Scanning;

/// <summary>
/// Looks through every text of an answer, member names too, as a reader would see it, whatever escapes it is written with. What is redacted
/// is spliced: all other bytes stay.
/// </summary>
internal sealed class ContentScan
{
    private const string HiddenName = "hidden-text";
    private const string Unreadable = "unreadable-text";
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Characters behind a place that are looked at before a text is parted there.</summary>
    public const int Reach = 4096;

    // Forms of which a beginning of any length is no find yet: where a text ends inside of one, what follows decides.
    private static readonly Regex Open = new(@"-----BEGIN [A-Z0-9 ]*-{0,4}\z|\beyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}\z", Linear);

    private readonly ScanAction _hidden;
    private readonly IReadOnlyList<Rule> _rules;

    public ContentScan(GatewayOptions options)
    {
        var scan = options.Scan;
        _hidden = scan.HiddenText;
        _rules =
        [
            .. scan.Secrets == ScanAction.Off ? [] : SecretForms.All.Select(f => new Rule(f.Name, SearchValues.Create(f.Anchors, StringComparison.Ordinal), new Regex(f.Expression, Linear), scan.Secrets)),
            .. scan.Patterns.Where(static p => p.Action != ScanAction.Off).Select(static p => new Rule(p.Name, null, new Regex(p.Expression, Linear), p.Action)),
        ];
        IsOn = scan.IsOn;
        MayStream = !_rules.Any(static r => r.Action == ScanAction.Block) && _hidden != ScanAction.Block
            && scan.Patterns.Where(static p => p.Action != ScanAction.Off).All(static p => PatternBound.OfOrNull(p.Expression) <= Reach);
    }

    /// <summary>Whether anything is looked for.</summary>
    public bool IsOn { get; }

    /// <summary>Whether an answer may pass on while it is looked through: nothing withholds it whole, and no pattern of one's own finds more than <see cref="Reach"/> characters.</summary>
    public bool MayStream { get; }

    public ScanResult Look(ReadOnlyMemory<byte> message)
    {
        try
        {
            return LookAtAll(message);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: what cannot be read cannot be looked through, and what is to be kept back must not pass that way.
            var mustKeepBack = _hidden is ScanAction.Redact or ScanAction.Block || _rules.Any(static r => r.Action is ScanAction.Redact or ScanAction.Block);
            return new ScanResult(message, new Dictionary<string, int>(StringComparer.Ordinal) { [Unreadable] = 1 }, mustKeepBack ? Unreadable : null);
        }
    }

    /// <summary>Looks through one text.</summary>
    /// <param name="quoted">The text as written, in its quotes.</param>
    /// <param name="found">Where what is found is counted.</param>
    /// <returns>What takes its place, in quotes; null where it stays.</returns>
    /// <exception cref="InvalidOperationException">It holds half a surrogate pair.</exception>
    public byte[]? RewriteOrNull(ReadOnlySpan<byte> quoted, SortedDictionary<string, int> found)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)>(1);
        LookAtText(ref reader, found, pieces);
        return pieces.Count == 0 ? null : pieces[0].With.ToArray();
    }

    /// <summary>Where a text of which more is to come may be parted: no find reaches over that place. 0 where it may not be yet.</summary>
    public int PlaceToPart(string text)
    {
        // Counted without hidden characters: any number of them may stand between two letters of a find.
        var (bare, places) = Bare(text);
        if (bare.Length <= Reach)
        {
            return 0;
        }

        var at = BetweenWords(bare, bare.Length - Reach);
        foreach (var open in Open.EnumerateMatches(bare))
        {
            at = Math.Min(at, open.Index);
        }

        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var rule in _rules.Where(r => r.Anchors is null || bare.AsSpan().ContainsAny(r.Anchors)))
            {
                foreach (var match in rule.Pattern.EnumerateMatches(bare))
                {
                    if (match.Index < at && match.Index + match.Length > at)
                    {
                        (at, moved) = (BetweenWords(bare, match.Index), true);
                    }
                }
            }
        }

        var cut = places is null ? at : places[at];
        return cut > 0 && char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
    }

    /// <summary>A place near before this one at which no word stands on both sides, so that they begin and end as they do in the whole; the place itself where there is none.</summary>
    private static int BetweenWords(string text, int place)
    {
        for (var near = place; near > 0 && near > place - 256; near--)
        {
            if (!IsOfAWord(text[near - 1]))
            {
                return near;
            }
        }

        return place;
    }

    // As `\b` sees it: marks and joiners are part of the word that they stand in.
    private static bool IsOfAWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '\u200C' or '\u200D'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ConnectorPunctuation;

    /// <summary>A text without hidden characters, and where each of its letters stands; null where it has none.</summary>
    private static (string Bare, int[]? Places) Bare(string text)
    {
        var bare = HiddenText.Without(text);
        if (bare.Length == text.Length)
        {
            return (text, null);
        }

        var places = new int[bare.Length + 1];
        var (at, kept) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf16SequenceLength; i++, at++)
            {
                if (!HiddenText.IsHidden(rune))
                {
                    places[kept++] = at;
                }
            }
        }

        places[kept] = at;
        return (bare, places);
    }

    private ScanResult LookAtAll(ReadOnlyMemory<byte> message)
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)>();
        string? blocking = null;
        var reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = 512 });
        var place = new ProtocolPlace();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    place.Open();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    place.Close();
                    break;
                case JsonTokenType.PropertyName:
                    blocking = LookAtText(ref reader, found, pieces) ?? blocking;
                    place.Name(reader.ValueSpan.Length <= ProtocolPlace.LongestName ? reader.GetString() : null);
                    break;
                case JsonTokenType.String when !place.IsLeft(reader.ValueSpan):
                    blocking = LookAtText(ref reader, found, pieces) ?? blocking;
                    break;
            }
        }

        return new ScanResult(pieces.Count == 0 ? message : Splice.Replace(message, pieces.ToArray()), found, blocking);
    }

    private string? LookAtText(ref Utf8JsonReader reader, SortedDictionary<string, int> found, List<(ByteRange Range, ReadOnlyMemory<byte> With)> pieces)
    {
        var mayHide = reader.ValueIsEscaped || reader.ValueSpan.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        if (reader.ValueSpan.IsEmpty || (_rules.Count == 0 && !(mayHide && _hidden != ScanAction.Off)))
        {
            return null;
        }

        var written = reader.GetString()!;
        var text = written;
        string? blocking = null;
        if (mayHide && _hidden != ScanAction.Off && HiddenText.Count(text) is > 0 and var hidden)
        {
            found[HiddenName] = found.GetValueOrDefault(HiddenName) + hidden;
            blocking = _hidden == ScanAction.Block ? HiddenName : null;
            text = _hidden == ScanAction.Redact ? HiddenText.Without(text) : text;
        }

        // Hidden characters between the letters of a secret must not hide it from its pattern.
        var bare = mayHide ? HiddenText.Without(text) : text;
        foreach (var rule in _rules)
        {
            if ((rule.Anchors is { } anchors && !bare.AsSpan().ContainsAny(anchors)) || !rule.Pattern.IsMatch(bare))
            {
                continue;
            }

            found[rule.Name] = found.GetValueOrDefault(rule.Name) + rule.Pattern.Count(bare);
            blocking ??= rule.Action == ScanAction.Block ? rule.Name : null;
            if (rule.Action == ScanAction.Redact)
            {
                text = bare = rule.Pattern.Replace(bare, $"[REDACTED:{rule.Name}]");
            }
        }

        if (!ReferenceEquals(text, written) && text != written)
        {
            var range = new ByteRange((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            pieces.Add((range, (byte[])[(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"']));
        }

        return blocking;
    }

    /// <param name="Name">The name.</param>
    /// <param name="Anchors">Texts of which one must be there, which is quick to see; null where the pattern is asked at once.</param>
    /// <param name="Pattern">The form.</param>
    /// <param name="Action">What happens.</param>
    private sealed record Rule(string Name, SearchValues<string>? Anchors, Regex Pattern, ScanAction Action);
}

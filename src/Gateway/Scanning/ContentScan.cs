using System.Buffers;
using System.Collections.Frozen;
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

    // The protocol's own words and the server's opaque ones: changed, they would mean nothing to it any more.
    private static readonly FrozenSet<string> Left = FrozenSet.ToFrozenSet(
        ["jsonrpc", "id", "method", "requestState", "nextCursor", "resultType", "taskId", "type", "protocolVersion", "progressToken"], StringComparer.Ordinal);

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
    }

    /// <summary>Whether anything is looked for: answers have to be read whole then.</summary>
    public bool IsOn { get; }

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

    private ScanResult LookAtAll(ReadOnlyMemory<byte> message)
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)>();
        string? blocking = null;
        var reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = 512 });
        var isLeft = false;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                isLeft = false;
                continue;
            }

            var isName = reader.TokenType == JsonTokenType.PropertyName;
            if (isName || !isLeft)
            {
                blocking = LookAtText(ref reader, found, pieces) ?? blocking;
            }

            isLeft = isName && reader.ValueSpan.Length <= 20 && Left.Contains(reader.GetString()!);
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

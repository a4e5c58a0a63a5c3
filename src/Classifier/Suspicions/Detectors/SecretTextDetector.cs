using System.Buffers;
using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;
using Catalog.Core.Texts;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Does a definition show a secret?</summary>
internal sealed class SecretTextDetector : ITextDetector
{
    private const int FewLetters = 6;
    private const int KeyLength = 120;
    private static readonly SearchValues<string> Placeholders = SearchValues.Create(
        ["example", "xxxx", "your", "placeholder", "user:", ":password@", ":token@", "username:", "<", "{", "...", "1234567890", "abcdef", "0000000", "changeme", ":secret@", ":pass@", ":pwd@", "localhost"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AnyAnchor = SearchValues.Create([.. SecretForms.All.SelectMany(static f => f.Anchors)], StringComparison.Ordinal);

    private static readonly (string Name, string[] Anchors, Lazy<Regex> Form)[] Forms =
    [
        .. SecretForms.All.Select(static f => (f.Name, f.Anchors, new Lazy<Regex>(() => new Regex(f.Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)))),
    ];

    /// <inheritdoc/>
    public string Id => "secret-text";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SuspectKind Kind => SuspectKind.Secret;

    /// <inheritdoc/>
    public string Question => "Does it show a key, a token or a password that looks real?";

    /// <inheritdoc/>
    public void Look(SuspectSource source, List<TextHit> hits)
    {
        if (!source.Bare.AsSpan().ContainsAny(AnyAnchor))
        {
            return;
        }

        foreach (var (name, anchors, form) in Forms)
        {
            if (!anchors.Any(anchor => source.Bare.Contains(anchor, StringComparison.Ordinal)))
            {
                continue;
            }

            hits.AddRange(form.Value.Matches(source.Bare).Where(static m => IsReal(m.Value)).Select(match =>
                new TextHit(match.Index, match.Length, name == "password-in-address" ? SuspectSeverity.Low : SuspectSeverity.Medium, $"shows what looks like a secret: {name}")));
        }
    }

    // What is written for people to replace says so, or is one letter over and over.
    private static bool IsReal(string text) => !text.AsSpan().ContainsAny(Placeholders) && text.Distinct().Count() > FewLetters && (!text.StartsWith("-----", StringComparison.Ordinal) || text.Length >= KeyLength);
}

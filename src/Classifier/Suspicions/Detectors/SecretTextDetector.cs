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

    private static readonly (string Name, SearchValues<string> Anchors, Regex Form)[] Forms =
    [
        .. SecretForms.All.Select(static f => (f.Name, SearchValues.Create(f.Anchors, StringComparison.Ordinal), new Regex(f.Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))),
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
    public IEnumerable<TextHit> Look(SuspectSource source)
    {
        foreach (var (name, anchors, form) in Forms)
        {
            if (!source.Bare.AsSpan().ContainsAny(anchors))
            {
                continue;
            }

            foreach (var match in form.Matches(source.Bare).Where(static m => IsReal(m.Value)))
            {
                yield return new TextHit(match.Index, match.Length, name == "password-in-address" ? SuspectSeverity.Low : SuspectSeverity.Medium, $"shows what looks like a secret: {name}");
            }
        }
    }

    // What is written for people to replace says so, or is one letter over and over.
    private static bool IsReal(string text) => !text.AsSpan().ContainsAny(Placeholders) && text.Distinct().Count() > FewLetters && (!text.StartsWith("-----", StringComparison.Ordinal) || text.Length >= KeyLength);
}

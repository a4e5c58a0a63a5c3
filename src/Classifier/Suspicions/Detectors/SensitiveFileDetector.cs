using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Is a file to be read that holds keys?</summary>
internal sealed class SensitiveFileDetector() : PatternDetector(
    [".ssh", "id_rsa", "id_ed25519", ".aws", "/etc/", ".git-credentials", ".netrc", ".npmrc", ".kube", "mcp.json", "desktop_config", "wallet.dat", ".env", ".bash_history", ".pgpass"],
        @"\b(read|open|load|cat|include|send|pass|attach|copy|upload|paste|provide|fetch|retrieve|append|get|access|check|dump)\b[^\n]{0,80}?(~?/?\.ssh(/\w+)?|\bid_(rsa|ed25519)\b|\.aws/credentials|/etc/(passwd|shadow)|\.git-credentials|\.netrc|\.npmrc|\.pgpass|\.kube/config|\bmcp\.json|_desktop_config\.json|\bwallet\.dat|\.bash_history|[\s/`'""]\.env\b)")
{
    private static readonly System.Buffers.SearchValues<string> Refused = System.Buffers.SearchValues.Create(["rejected", "not allowed", "refused", "denied", "blocked", "never read", "do not read", "forbidden"], StringComparison.OrdinalIgnoreCase);
    private static readonly System.Buffers.SearchValues<string> HandedOver = System.Buffers.SearchValues.Create(["pass its", "pass the content", "pass it", "send its", "send it", "send the content", "include its", "include the content", "put its", "its content", "their content", "as the value", "as a parameter", "upload it", "paste"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Id => "sensitive-file";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Exfiltration;

    /// <inheritdoc/>
    public override string Question => "Does it tell a model to read or hand over a file that holds keys or passwords?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern)
    {
        var after = After(source, match, 160);
        if (after.StartsWith(".pub", StringComparison.OrdinalIgnoreCase) || after.StartsWith("/id_rsa.pub", StringComparison.OrdinalIgnoreCase) || match.ValueSpan.ContainsAny(Refused) || after.Length >= 1 && after[..Math.Min(60, after.Length)].ContainsAny(Refused))
        {
            return null;
        }

        var handsOver = after.ContainsAny(HandedOver) || match.ValueSpan.ContainsAny(HandedOver);
        var isEnvironment = match.ValueSpan.EndsWith(".env", StringComparison.OrdinalIgnoreCase);
        return Whole(
            match,
            handsOver ? SuspectSeverity.High : isEnvironment ? SuspectSeverity.Low : SuspectSeverity.Medium,
            handsOver ? "tells a model to read a file that holds keys and to hand it over" : "names a file that holds keys or passwords to be read");
    }
}

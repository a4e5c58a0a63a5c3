using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Are all secrets to be handed over?</summary>
internal sealed class CredentialSweepDetector() : PatternDetector(
    ["credential", "secret", "api key", "password", "private key", "environment variable", "env var", "seed phrase", "recovery phrase", "mnemonic", "tokens"],
        @"\b(include|pass|provide|send|put|paste|append|collect|gather|search for|look for|extract|harvest|dump|copy)\b[^.\n]{0,30}?\b(all|every|any)\b[^.\n]{0,20}?\b(credentials|secrets|api keys|passwords|private keys|environment variables|env vars|access tokens)\b[^.\n]{0,40}?\b(you|found|find|know|available|conversation|memory|system|machine|disk|user|files?|parameter|argument|field)\b",
        @"\b(include|pass|provide|send|put|paste|ask)\b[^.\n]{0,40}?\b(seed phrase|recovery phrase|wallet mnemonic)\b")
{
    /// <inheritdoc/>
    public override string Id => "credential-sweep";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Exfiltration;

    /// <inheritdoc/>
    public override string Question => "Does it tell a model to collect secrets wherever they are?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern) =>
        Whole(match, pattern == 0 ? SuspectSeverity.High : SuspectSeverity.Medium, "asks for secrets wherever they are");
}

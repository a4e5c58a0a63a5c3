using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Is a model to keep something from its user?</summary>
internal sealed class ConcealmentDetector() : PatternDetector(
    ["do not", "don't", "don’t", "never", "must not", "should not", "without", "secret", "covertly", "hide", "hidden from"],
        @"\b(do not|don['’]t|never|must not|should not|without)\s+((ever|also|explicitly)\s+)?(tell(ing)?|mention(ing)?|inform(ing)?|reveal(ing)?|disclos(e|ing)|notify(ing)?|alert(ing)?|say(ing)?|report(ing)?|let(ting)?)\b[^.\n]{0,60}?\b(the (users?|human|person|operator)|users?|humans?|anyone|anybody|them)\b",
        @"\bwithout\s+(the\s+)?(user['’]?s?|human['’]?s?|their)\s+(knowing|noticing|knowledge|consent|approval|awareness)\b",
        @"\b(secretly|covertly)\b[^.\n]{0,20}\b(send|include|read|call|add|copy|upload|run|execute|append|forward|pass|collect|store)\w*",
        @"\b(hide|conceal|keep)\b[^.\n]{0,40}?\b((secret|hidden|confidential|private) )?from the (user|human)\b")
{
    private static readonly System.Buffers.SearchValues<string> Kept = System.Buffers.SearchValues.Create(["password", "secret", "token", "api key", "credential", "private key", "internal"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Id => "concealment";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Instruction;

    /// <inheritdoc/>
    public override string Question => "Does it tell a model to keep something from its user?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern)
    {
        var after = After(source, match, 40);
        var words = match.ValueSpan;

        // What to tell them is no secret: a step of theirs, or something that is not so yet.
        if (after.StartsWith(" to ", StringComparison.OrdinalIgnoreCase) || after.Contains("until", StringComparison.OrdinalIgnoreCase) || after.Contains("unless", StringComparison.OrdinalIgnoreCase) || after.Contains("without", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var keepsSecrets = words.ContainsAny(Kept);
        return Whole(match, keepsSecrets ? SuspectSeverity.Low : SuspectSeverity.High, keepsSecrets ? "tells a model to keep secrets from its user" : "tells a model to keep something from its user");
    }
}

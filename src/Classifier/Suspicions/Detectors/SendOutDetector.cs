using System.Text.RegularExpressions;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Is something to be sent to an address that the text names?</summary>
internal sealed class SendOutDetector() : PatternDetector(
    ["http://", "https://", "@"],
        @"\b(send|forward|post|upload|transmit|e?mail|bcc|cc|copy|leak|exfiltrate|report|relay|submit)\b[^\n]{0,30}?\b(conversations?|chat|messages?|e?mails?|history|context|prompts?|credentials?|secrets?|keys?|tokens?|passwords?|contents?|data|cop(y|ies)|results?|outputs?|files?|everything|responses?|it|them|this)\b[^\n]{0,60}?\b(to|at)\b[^\n]{0,25}?(https?://[^\s""'`)>]+|[\w.+-]+@[\w-]+\.[\w.]+)",
        @"\b(bcc|cc)\b[^\n]{0,30}?[\w.+-]+@[\w-]+\.[\w.]+")
{
    private static readonly System.Buffers.SearchValues<string> Example = System.Buffers.SearchValues.Create(["e.g.", "for example", "such as", "example:"], StringComparison.OrdinalIgnoreCase);
    private static readonly System.Buffers.SearchValues<string> Grave = System.Buffers.SearchValues.Create(["conversation", "chat history", "prompt", "credential", "secret", "api key", "token", "password", "every email", "all email", "everything", "bcc"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Id => "send-out";

    /// <inheritdoc/>
    public override SuspectKind Kind => SuspectKind.Exfiltration;

    /// <inheritdoc/>
    public override string Question => "Does it tell a model to send data, results or the conversation to an address that it names?";

    /// <inheritdoc/>
    protected override TextHit? HitOrNull(SuspectSource source, Match match, int pattern)
    {
        var words = match.ValueSpan;
        if (words.ContainsAny(Example))
        {
            return null;
        }

        var isGrave = words.ContainsAny(Grave) || source.Bare.AsSpan(0, match.Index).TrimEnd() is var before && (before.EndsWith("also", StringComparison.OrdinalIgnoreCase) || before.EndsWith("always", StringComparison.OrdinalIgnoreCase));
        return Whole(match, isGrave ? SuspectSeverity.High : SuspectSeverity.Medium, "asks for data to be sent to an address that it names");
    }
}

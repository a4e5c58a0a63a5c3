using System.Globalization;
using System.Text.Json;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>
/// Reads decisions that the receiver signed: by a key of their own, at most five minutes old or early. Whether a message was heard before is
/// for whoever takes the decision to ask.
/// </summary>
internal sealed class SignedDecisions(byte[] key, TimeProvider clock)
{
    private const int LongestId = 128;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>How long a message has to be remembered: as long as its timestamp may be taken for one of now.</summary>
    public static TimeSpan Kept => 2 * Skew;

    /// <summary>The decision of a message; null, and why, where it is none that counts.</summary>
    /// <param name="header">The value of a header; empty where there is none or several.</param>
    /// <param name="body">The message.</param>
    public (SignedDecision? Decision, string? Refusal) Read(Func<string, string> header, ReadOnlyMemory<byte> body)
    {
        var (id, timestamp, signature) = (header(WebhookKey.IdHeader), header(WebhookKey.TimestampHeader), header(WebhookKey.SignatureHeader));
        // The id is signed in one piece with the timestamp: a dot in it could move the border between them.
        if (id.Length is 0 or > LongestId || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') || !WebhookKey.Holds(key, id, timestamp, body.Span, signature))
        {
            return (null, "The signature does not hold: sign id, timestamp and body with the callback's secret");
        }

        var now = clock.GetUtcNow();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Skew.TotalSeconds)
        {
            return (null, "The timestamp is more than five minutes off: sign the decision when you send it");
        }

        if (ReadBodyOrNull(body) is not { } decision)
        {
            return (null, "The decision must be `{\"id\":…,\"decision\":\"approve\"}` or `\"deny\"`, and nothing else");
        }

        return (decision with { Message = id }, null);
    }

    private static SignedDecision? ReadBodyOrNull(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count() != 2
                || !root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("decision", out var decision) || decision.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            return decision.GetString() switch
            {
                "approve" => new SignedDecision(id.GetString()!, Approve: true, Message: ""),
                "deny" => new SignedDecision(id.GetString()!, Approve: false, Message: ""),
                _ => null,
            };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

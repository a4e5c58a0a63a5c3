using System.Text.Json;
using System.Text.Unicode;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// Reads what a decision needs from a message of the downstream in one forward pass, and refuses every message that two readers could
/// understand differently (section 2 of the policy specification).
/// </summary>
internal static class MessageScreen
{
    [ThreadStatic]
    private static KeyLedger? _ledger;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message as it came.</param>
    /// <param name="limits">How long and how deep it may be.</param>
    /// <param name="isText">Whether somebody has seen already that it is UTF-8, from its first byte to its last.</param>
    public static ScreenResult Read(ReadOnlyMemory<byte> message, ScreenLimits limits, bool isText = false)
    {
        var span = message.Span;
        if (span.Length > limits.MaxBytes)
        {
            return Refused(Refusal.TooLarge($"The message is longer than {limits.MaxBytes} bytes"));
        }

        if (span.StartsWith("\uFEFF"u8))
        {
            return Refused(Refusal.Malformed("The message begins with a byte order mark: send JSON without it"));
        }

        if (!isText && !Utf8.IsValid(span))
        {
            return Refused(Refusal.Malformed("The message is not valid UTF-8"));
        }

        _ledger ??= new KeyLedger();
        _ledger.Reset();
        var pass = new ScreenPass(message, limits, _ledger);
        try
        {
            pass.Run();
        }
        catch (JsonException)
        {
            pass.Refuse(Refusal.Malformed("The message is not valid JSON: send one object as RFC 8259 has it"));
        }

        return pass.Result();
    }

    private static ScreenResult Refused(Refusal refusal) => new(null, refusal, ReadOnlyMemory<byte>.Empty, null);
}

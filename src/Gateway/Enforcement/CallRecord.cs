using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <summary>A call that has passed, as far as its retries and follow-ups are bound to it.</summary>
/// <param name="Grant">The grant that made it.</param>
/// <param name="Tool">Its tool; for other requests the method and what it is about.</param>
/// <param name="Arguments">Its arguments; null for none.</param>
/// <param name="ArgumentsHash">Equal for equal arguments.</param>
/// <param name="Bytes">How long the arguments are as written.</param>
internal sealed record CallRecord(string Grant, string Tool, JsonElement? Arguments, string ArgumentsHash, int Bytes)
{
    /// <summary>The session in which it was made; null where the protocol has none.</summary>
    public string? Session { get; init; }

    /// <summary>What a request is about, no two kinds of request alike.</summary>
    public static string NameOf(Envelope message) => message.IsToolCall ? message.Name! : $"{message.Method}\n{message.Name ?? message.Uri}";

    /// <summary>The record of a <c>tools/call</c>, or of another request that asked for input. It holds nothing of the message, which may be gone long before; it is made only for the few calls that go on.</summary>
    public static CallRecord Of(Envelope call, Caller caller)
    {
        JsonElement? arguments = null;
        if (call.Arguments.IsPresent)
        {
            using var document = JsonDocument.Parse(call.Arguments.Of(call.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
            arguments = document.RootElement.Clone();
        }

        return new CallRecord(caller.Grant.Id, NameOf(call), arguments, Hash(arguments), call.Arguments.Length) { Session = caller.Session };
    }

    private static string Hash(JsonElement? arguments)
    {
        // White space and escapes are spelling; order and numbers stay as written, so that in doubt a retry is a new call.
        var text = arguments is { } value ? JsonSerializer.Serialize(value) : "{}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Messages that the aggregate itself writes, to servers and to clients.</summary>
internal static class Say
{
    /// <summary>A request; its id is a place for the one that it gets on its way.</summary>
    public static byte[] Request(string method, ReadOnlySpan<byte> parameters) => Message($$""","id":0,"method":"{{method}}","params":""", parameters);

    public static byte[] Notification(string method, ReadOnlySpan<byte> parameters) => Message($$""","method":"{{method}}","params":""", parameters);

    /// <param name="id">The id as written.</param>
    /// <param name="result">The result, an object.</param>
    public static byte[] Result(ReadOnlyMemory<byte> id, ReadOnlySpan<byte> result) => Message($$""","id":{{Encoding.UTF8.GetString(id.Span)}},"result":""", result);

    /// <summary>The refusal of a version, which says what would be taken.</summary>
    public static byte[] UnsupportedVersion(ReadOnlyMemory<byte> id, string? requested)
    {
        var data = $"{{\"supported\":[\"{Methods.FirstModern}\"],\"requested\":{Quoted(requested ?? "")}}}";
        var error = $"{{\"code\":{RpcErrors.UnsupportedVersion},\"message\":\"The gateway does not speak this version of the protocol\",\"data\":{data}}}";
        return Message($$""","id":{{Encoding.UTF8.GetString(id.Span)}},"error":""", Encoding.UTF8.GetBytes(error));
    }

    /// <summary>A string as JSON, quotes included.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public static byte[] QuotedBytes(string text) => Encoding.UTF8.GetBytes(Quoted(text));

    private static byte[] Message(string head, ReadOnlySpan<byte> value) => [.. "{\"jsonrpc\":\"2.0\""u8, .. Encoding.UTF8.GetBytes(head), .. value, (byte)'}'];
}

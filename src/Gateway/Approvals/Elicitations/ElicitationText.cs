using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>The messages by which a client is asked to show its user where a call is approved. The address opens nothing by itself: an approver signs in there.</summary>
internal static class ElicitationText
{
    /// <summary>The name of the one question in a result of the modern era.</summary>
    public const string Key = "approval";

    /// <summary>How the state of such a result begins; the id of the request follows.</summary>
    public const string StatePrefix = "org.toolrisk-catalog/approval/";

    private const int LongestName = 100;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request of the legacy era.</summary>
    public static byte[] Create(Elicitation asked, Approval approval, string url) => Write(writer =>
    {
        writer.WriteString("id", asked.Id);
        writer.WriteString("method", "elicitation/create");
        writer.WriteStartObject("params");
        WriteQuestion(writer, approval, url, asked.Id);
        writer.WriteEndObject();
    });

    /// <summary>Tells the client that nothing is to be done on the page any more.</summary>
    /// <param name="elicitation">The id under which it was asked.</param>
    public static byte[] Complete(string elicitation) => Write(writer =>
    {
        writer.WriteString("method", "notifications/elicitation/complete");
        writer.WriteStartObject("params");
        writer.WriteString("elicitationId", elicitation);
        writer.WriteEndObject();
    });

    /// <summary>The error of the legacy era that says which page is to be opened before the call is tried again.</summary>
    public static byte[] Required(ReadOnlyMemory<byte> id, Approval approval, string url) => Write(writer =>
    {
        WriteId(writer, id);
        writer.WriteStartObject("error");
        writer.WriteNumber("code", RpcErrors.UrlElicitationRequired);
        writer.WriteString("message", $"[APPROVAL REQUIRED] {Message(approval)} Once approved, repeat the call with exactly the same arguments. Approval id: {approval.Id}");
        writer.WriteStartObject("data");
        writer.WriteStartArray("elicitations");
        writer.WriteStartObject();
        WriteQuestion(writer, approval, url, approval.Id);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The result of the modern era that asks for the same.</summary>
    public static byte[] InputRequired(ReadOnlyMemory<byte> id, Approval approval, string url) => Write(writer =>
    {
        WriteId(writer, id);
        writer.WriteStartObject("result");
        writer.WriteString("resultType", "input_required");
        writer.WriteStartObject("inputRequests");
        writer.WriteStartObject(Key);
        writer.WriteString("method", "elicitation/create");
        writer.WriteStartObject("params");
        WriteQuestion(writer, approval, url, elicitation: null);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("requestState", StatePrefix + approval.Id);
        writer.WriteStartObject("_meta");
        writer.WriteStartObject(JsonAnswers.DecisionKey);
        writer.WriteString("decision", "pending");
        writer.WriteString("rule", approval.Request.Rule);
        writer.WriteString("approval", approval.Id);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteQuestion(Utf8JsonWriter writer, Approval approval, string url, string? elicitation)
    {
        writer.WriteString("mode", "url");
        if (elicitation is not null)
        {
            writer.WriteString("elicitationId", elicitation);
        }

        writer.WriteString("url", url);
        writer.WriteString("message", Message(approval));
    }

    private static string Message(Approval approval)
    {
        var tool = VisibleText.Of(approval.Request.Tool);
        return $"The gateway holds a call of the tool `{(tool.Length > LongestName ? tool[..LongestName] + "…" : tool)}` until an approver has signed in on its own page and decided.";
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlyMemory<byte> id)
    {
        writer.WritePropertyName("id");
        writer.WriteRawValue(id.Span);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

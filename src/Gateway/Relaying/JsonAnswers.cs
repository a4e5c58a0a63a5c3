using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Core.Approvals;

namespace Catalog.Gateway.Relaying;

/// <summary>The messages that the gateway itself sends.</summary>
internal static class JsonAnswers
{
    /// <summary>The member of <c>_meta</c> under which a denied call finds the decision.</summary>
    public const string DecisionKey = "org.toolrisk-catalog/decision";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON-RPC error.</summary>
    /// <param name="id">The raw id of the request; empty for null.</param>
    /// <param name="code">The error code.</param>
    /// <param name="message">One sentence for the caller.</param>
    public static byte[] Error(ReadOnlyMemory<byte> id, int code, string message) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        WriteId(writer, id);
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The error that a denied request gets whose result could not say it, with the decision in its <c>data</c>.</summary>
    public static byte[] DeniedError(ReadOnlyMemory<byte> id, string message, string? rule, string? policy, int? retryAfterSeconds = null) =>
        DeniedError(id, RpcErrors.DeniedByPolicy, message, rule, policy, retryAfterSeconds);

    /// <summary>The same with another code, for a denial that a client can do something about.</summary>
    public static byte[] DeniedError(ReadOnlyMemory<byte> id, int code, string message, string? rule, string? policy, int? retryAfterSeconds = null) =>
        PolicyError(id, code, $"[POLICY DENIED] {message}", "deny", writer =>
        {
            WriteOptional(writer, "rule", rule);
            WriteOptional(writer, "policy", policy);
            if (retryAfterSeconds is { } seconds)
            {
                writer.WriteNumber("retryAfterSeconds", seconds);
            }
        });

    /// <summary>The error that the use of a resource or prompt gets which waits for a person: its result can hold no such answer.</summary>
    public static byte[] PendingError(ReadOnlyMemory<byte> id, Approval approval, string? policy, string? page)
    {
        var message = string.Join("; ", approval.Request.Messages.Select(static m => m.TrimEnd('.')));
        var text = $"[APPROVAL REQUIRED] {message}. Once approved, repeat the request with exactly the same parameters. Approval id: {approval.Id}";
        return PolicyError(id, RpcErrors.DeniedByPolicy, page is null ? text : $"{text}, state: {page}", "pending", writer =>
        {
            WriteOptional(writer, "rule", approval.Request.Rule);
            WriteOptional(writer, "policy", policy);
            writer.WriteString("approval", approval.Id);
            WriteOptional(writer, "page", page);
        });
    }

    private static byte[] PolicyError(ReadOnlyMemory<byte> id, int code, string message, string decision, Action<Utf8JsonWriter> members) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        WriteId(writer, id);
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteStartObject("data");
        writer.WriteStartObject(DecisionKey);
        writer.WriteString("decision", decision);
        members(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The result that a denied call gets: a tool error, so that the agent can read it and go on.</summary>
    public static byte[] Denial(ReadOnlyMemory<byte> id, ProtocolEra era, string message, string? rule, string? policy, int? retryAfterSeconds) =>
        ToolError(id, era, $"[POLICY DENIED] {message}", "deny", writer =>
        {
            WriteOptional(writer, "rule", rule);
            WriteOptional(writer, "policy", policy);
            if (retryAfterSeconds is { } seconds)
            {
                writer.WriteNumber("retryAfterSeconds", seconds);
            }
        });

    /// <summary>The result that a call gets which waits for a person.</summary>
    public static byte[] Pending(ReadOnlyMemory<byte> id, ProtocolEra era, Approval approval, string? policy, string? page)
    {
        var message = string.Join("; ", approval.Request.Messages.Select(static m => m.TrimEnd('.')));
        var text = $"[APPROVAL REQUIRED] {message}. Once approved, repeat the call with exactly the same arguments.";
        text = page is null ? $"{text} Approval id: {approval.Id}" : $"{text} Approval id: {approval.Id}, state: {page}";
        return ToolError(id, era, text, "pending", writer =>
        {
            WriteOptional(writer, "rule", approval.Request.Rule);
            WriteOptional(writer, "policy", policy);
            writer.WriteString("approval", approval.Id);
            WriteOptional(writer, "page", page);
        });
    }

    /// <summary>A progress notification of a call that is held for a person.</summary>
    public static byte[] Progress(ReadOnlyMemory<byte> token, double progress, string message) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteString("method", Methods.Progress);
        writer.WriteStartObject("params");
        writer.WritePropertyName("progressToken");
        writer.WriteRawValue(token.Span);
        writer.WriteNumber("progress", progress);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static byte[] ToolError(ReadOnlyMemory<byte> id, ProtocolEra era, string text, string decision, Action<Utf8JsonWriter> members) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        WriteId(writer, id);
        writer.WriteStartObject("result");
        if (era == ProtocolEra.Modern)
        {
            writer.WriteString("resultType", "complete");
        }

        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("isError", true);
        writer.WriteStartObject("_meta");
        writer.WriteStartObject(DecisionKey);
        writer.WriteString("decision", decision);
        members(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteId(Utf8JsonWriter writer, ReadOnlyMemory<byte> id)
    {
        writer.WritePropertyName("id");
        if (id.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(id.Span);
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}

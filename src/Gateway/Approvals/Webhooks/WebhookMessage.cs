using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Catalog.Core.Approvals;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>A request for approval as it is announced: names of arguments, as the decision log keeps them, and no values.</summary>
internal static class WebhookMessage
{
    private const int MostArguments = 100;
    private const int LongestName = 1000;

    public static byte[] Write(Approval approval, string? page)
    {
        var request = approval.Request;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "approval.pending");
            writer.WriteString("timestamp", Moment(approval.AskedAt));
            writer.WriteStartObject("data");
            writer.WriteString("id", approval.Id);
            writer.WriteString("server", request.Server);
            writer.WriteString("tool", request.Tool);
            writer.WriteString("grant", request.GrantLabel ?? request.Grant);
            writer.WriteString("rule", request.Rule);
            WriteTexts(writer, "messages", request.Messages);
            WriteTexts(writer, "arguments", Arguments(request.Parameters));
            writer.WriteNumber("approvers", request.Approvers);
            writer.WriteString("expires", approval.LapsesAt is { } lapses ? Moment(lapses) : null);
            writer.WriteString("page", page);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static IEnumerable<string> Arguments(string parameters)
    {
        using var document = JsonDocument.Parse(parameters, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Object
            ? [.. arguments.EnumerateObject().Take(MostArguments).Select(static a => a.Name.Length > LongestName ? a.Name[..LongestName] + "…" : a.Name)]
            : [];
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

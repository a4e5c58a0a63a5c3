using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Deciding;

/// <summary>What an approval is good for (section 7): one grant's call of one tool with exactly these parameters, under the same entries.</summary>
internal static class ApprovalBinding
{
    internal static ApprovalRequest Request(CallContext context, IReadOnlyList<Finding> asked)
    {
        var parameters = Parameters(context.Call);
        return new ApprovalRequest
        {
            Binding = Hash(context, parameters),
            Grant = context.Call.Grant.Id,
            GrantLabel = context.Call.Grant.Label,
            Server = context.Call.Server,
            Tool = NameOf(context.Call),
            // A member's own text is as the client wrote it.
            Parameters = $"{{{string.Join(',', parameters.Select(static p => p.ToString()))}}}",
            Messages = [.. asked.Select(static f => f.Message)],
            Rule = asked[0].Rule,
            Expires = asked.Min(static f => f.Approval!.Expires),
        };
    }

    // What people read, and what no tool's approval is good for: the parameters beside it name the resource or prompt again.
    private static string NameOf(ToolCall call) => call.Subject switch
    {
        PolicySubject.Resource => $"resources/read {call.Tool}",
        PolicySubject.Prompt => $"prompts/get {call.Tool}",
        _ => call.Tool,
    };

    private static List<JsonProperty> Parameters(ToolCall call) =>
        [.. (call.Params ?? FromParts(call)).EnumerateObject().Where(static p => p.Name is not ("_meta" or "requestState"))];

    // Where only the parts are known, they are the whole.
    private static JsonElement FromParts(ToolCall call)
    {
        var buffer = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(call.Subject == PolicySubject.Resource ? "{\"uri\":" : "{\"name\":", buffer);
        CanonicalJson.WriteString(call.Tool, buffer);
        if (call.Arguments is { ValueKind: not JsonValueKind.Undefined } arguments)
        {
            CanonicalJson.Write($",\"arguments\":{arguments.GetRawText()}", buffer);
        }

        CanonicalJson.Write("}", buffer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static string Hash(CallContext context, List<JsonProperty> parameters)
    {
        var text = new ArrayBufferWriter<byte>();
        CanonicalJson.Write("{\"entries\":[", text);
        CanonicalJson.Write(string.Join(',', context.Matching.Select(static e => e.CanonicalText)), text);
        CanonicalJson.Write("],\"grant\":", text);
        CanonicalJson.WriteString(context.Call.Grant.Id, text);
        CanonicalJson.Write(",\"params\":", text);
        CanonicalJson.WriteObject(parameters, text);
        CanonicalJson.Write(",\"server\":", text);
        CanonicalJson.WriteString(context.Call.Server, text);
        CanonicalJson.Write(",\"tool\":", text);
        CanonicalJson.WriteString(NameOf(context.Call), text);
        CanonicalJson.Write("}", text);
        return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
    }
}

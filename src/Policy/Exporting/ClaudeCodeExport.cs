using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Exporting;

/// <summary>Claude Code: <c>permissions</c> of its settings, where denials come before questions and both before allowances.</summary>
internal sealed class ClaudeCodeExport : IClientExport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Id => "claude-code";

    public string Title => "Claude Code";

    public ClientRules Write(ClientExportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var byTreatment = ClientExports.ByTreatment(input);
        var left = byTreatment.SelectMany(static g => g).Where(static n => !IsNameable(n)).Order(StringComparer.Ordinal).ToList();
        var notes = new List<string>
        {
            ClientExports.NoLimits,
            $"The rules name the server `{input.Alias}`, as it must be configured in the client.",
        };
        if (left.Count > 0)
        {
            notes.Add($"These names cannot stand in a rule of this client, which so asks for them: {string.Join(", ", left.Select(static n => $"`{n}`"))}.");
        }

        return new ClientRules { File = ".claude/settings.json", Text = Settings(input.Alias, byTreatment), Notes = notes };
    }

    private static string Settings(string alias, ILookup<TreatmentKind, string> byTreatment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("permissions");
            WriteRules(writer, "deny", alias, byTreatment[TreatmentKind.Denied]);
            WriteRules(writer, "ask", alias, byTreatment[TreatmentKind.Limited].Concat(byTreatment[TreatmentKind.Approval]));
            WriteRules(writer, "allow", alias, byTreatment[TreatmentKind.Listed]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteRules(Utf8JsonWriter writer, string key, string alias, IEnumerable<string> tools)
    {
        writer.WriteStartArray(key);
        foreach (var tool in tools.Where(IsNameable).Order(StringComparer.Ordinal))
        {
            writer.WriteStringValue($"mcp__{alias}__{tool}");
        }

        writer.WriteEndArray();
    }

    // Parentheses end a rule, an asterisk is a pattern, and other characters are rewritten by the client in ways that could make two names one.
    private static bool IsNameable(string tool) => tool.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

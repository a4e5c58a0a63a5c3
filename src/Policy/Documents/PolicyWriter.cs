using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Documents;

/// <summary>Writes documents in one form: keys in the order of the specification, two spaces of indentation, nothing that says only the default.</summary>
public static class PolicyWriter
{
    // Only what JSON demands is escaped: the text is for people. Whoever puts it into HTML escapes it there.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text of a document, ending with a line feed. Loading it decides every call as the document does that it was read from.</summary>
    public static string Write(PolicyFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            WriteFile(writer, file);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>A part of a document on one line.</summary>
    internal static string OneLine(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable with { Indented = false }))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An entry with its name in the text that approvals are bound to.</summary>
    internal static string CanonicalTextOf(PolicyEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteEntry(writer, entry);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var canonical = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(document.RootElement, canonical);
        return Encoding.UTF8.GetString(canonical.WrittenSpan);
    }

    private static void WriteFile(Utf8JsonWriter writer, PolicyFile file)
    {
        writer.WriteStartObject();
        WriteText(writer, "$schema", file.Schema);
        writer.WriteString("version", "1");
        WriteText(writer, "description", file.Description);
        writer.WriteString("default", file.Default == PolicyDefault.Allow ? "allow" : "deny");
        WriteText(writer, "mode", file.Mode == PolicyMode.Observe ? "observe" : null);
        WriteText(writer, "list", file.List == ToolListing.Callable ? "callable" : null);
        WriteText(writer, "arguments", file.Arguments == ArgumentChecking.Declared ? "declared" : null);
        WriteList(writer, "hide", file.Hide, static (w, name) => w.WriteStringValue(name));
        if (file.AllTools is { } all)
        {
            writer.WriteStartObject("all_tools");
            WriteRules(writer, all.Require, all.DenyIf, all.Limits);
            writer.WriteEndObject();
        }

        WriteEntries(writer, "tools", file.Tools);
        WriteSection(writer, "resources", file.Resources);
        WriteSection(writer, "prompts", file.Prompts);
        WriteSection(writer, "server_requests", file.ServerRequests);
        writer.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter writer, string key, PolicySection? section)
    {
        if (section is null)
        {
            return;
        }

        writer.WriteStartObject(key);
        writer.WriteString("default", section.Default == PolicyDefault.Allow ? "allow" : "deny");
        WriteList(writer, "hide", section.Hide, static (w, name) => w.WriteStringValue(name));
        WriteEntries(writer, "entries", section.Entries);
        writer.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter writer, string key, IReadOnlyList<PolicyEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(key);
        foreach (var entry in entries)
        {
            WriteEntry(writer, entry);
        }

        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, PolicyEntry entry)
    {
        writer.WriteStartObject(entry.Name);
        WriteText(writer, "mode", entry.Mode switch { PolicyMode.Observe => "observe", PolicyMode.Enforce => "enforce", _ => null });
        WriteText(writer, "arguments", entry.Arguments switch { ArgumentChecking.Declared => "declared", ArgumentChecking.Any => "any", _ => null });
        WriteRules(writer, entry.Require, entry.DenyIf, entry.Limits);
        if (entry.Approval is { } approval)
        {
            writer.WriteStartObject("approval");
            WriteList(writer, "when", approval.When, WriteCondition);
            WriteText(writer, "message", approval.Message);
            WriteText(writer, "expires", approval.Expires);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter writer, IReadOnlyList<PolicyRule> require, IReadOnlyList<PolicyRule> denyIf, IReadOnlyList<PolicyLimit> limits)
    {
        WriteList(writer, "require", require, WriteRule);
        WriteList(writer, "deny_if", denyIf, WriteRule);
        WriteList(writer, "limits", limits, WriteLimit);
    }

    private static void WriteRule(Utf8JsonWriter writer, PolicyRule rule)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("conditions");
        foreach (var condition in rule.Conditions)
        {
            WriteCondition(writer, condition);
        }

        writer.WriteEndArray();
        WriteText(writer, "on_deny", rule.OnDeny);
        writer.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter writer, PolicyCondition condition)
    {
        writer.WriteStartObject();
        writer.WriteString("path", condition.Path);
        writer.WriteString("op", condition.Op);
        writer.WritePropertyName("value");
        condition.Value.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter writer, PolicyLimit limit)
    {
        writer.WriteStartObject();
        writer.WriteString("counter", limit.Counter);
        writer.WriteString("window", WordOf(limit.Window));
        writer.WritePropertyName("max");
        writer.WriteRawValue(limit.Max);
        writer.WriteString("scope", WordOf(limit.Scope));
        WriteText(writer, "amount_from", limit.AmountFrom);
        if (limit.RefundOnError)
        {
            writer.WriteBoolean("refund_on_error", true);
        }

        writer.WriteEndObject();
    }

    /// <summary>A window as documents and messages spell it.</summary>
    internal static string WordOf(CounterWindow window) => window switch
    {
        CounterWindow.Second => "second",
        CounterWindow.Minute => "minute",
        CounterWindow.Hour => "hour",
        CounterWindow.Day => "day",
        CounterWindow.Week => "week",
        _ => "month",
    };

    private static string WordOf(CounterScope scope) => scope switch
    {
        CounterScope.Grant => "grant",
        CounterScope.Server => "server",
        _ => "session",
    };

    private static void WriteText(Utf8JsonWriter writer, string key, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(key, text);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string key, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}

using System.Text.Json;

namespace Catalog.Core.Decisions;

/// <summary>Entries written member by member, in the order of the record: a gateway writes some thousand a second, and to find out anew what a record is made of costs twice as much.</summary>
internal static class DecisionText
{
    private static readonly JsonEncodedText[] Kinds = [.. Enum.GetNames<DecisionKind>().Select(Lower)];
    private static readonly JsonEncodedText[] Outcomes = [.. Enum.GetNames<DecisionOutcome>().Select(Lower)];

    public static void Write(Utf8JsonWriter writer, DecisionLogEntry entry)
    {
        writer.WriteStartObject();
        Text(writer, "id"u8, entry.Id);
        Text(writer, "of"u8, entry.Of);
        writer.WriteString("time"u8, entry.Time);
        Text(writer, "grant"u8, entry.Grant);
        Text(writer, "session"u8, entry.Session);
        writer.WriteString("server"u8, entry.Server);
        Text(writer, "method"u8, entry.Method);
        Text(writer, "tool"u8, entry.Tool);
        Text(writer, "prompt"u8, entry.Prompt);
        if (entry.Continues is { } continues)
        {
            writer.WriteBoolean("continues"u8, continues);
        }

        writer.WriteString("decision"u8, Kinds[(int)entry.Decision]);
        Text(writer, "rule"u8, entry.Rule);
        Text(writer, "policy"u8, entry.Policy);
        Text(writer, "message"u8, entry.Message);
        Number(writer, "retryAfterSeconds"u8, entry.RetryAfterSeconds);
        Texts(writer, "decidedBy"u8, entry.DecidedBy);
        Text(writer, "approval"u8, entry.Approval);
        Texts(writer, "would"u8, entry.Would);
        Texts(writer, "argumentKeys"u8, entry.ArgumentKeys);
        Text(writer, "arguments"u8, entry.Arguments);
        Number(writer, "gatewayMicroseconds"u8, entry.GatewayMicroseconds);
        if (entry.Outcome is { } outcome)
        {
            writer.WriteString("outcome"u8, Outcomes[(int)outcome]);
        }

        Number(writer, "upstreamMicroseconds"u8, entry.UpstreamMicroseconds);
        Findings(writer, entry.Findings);
        Text(writer, "error"u8, entry.Error);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
    }

    private static void Texts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++)
        {
            writer.WriteStringValue(texts[i]);
        }

        writer.WriteEndArray();
    }

    private static void Findings(Utf8JsonWriter writer, IReadOnlyList<DecisionFinding>? findings)
    {
        if (findings is null)
        {
            return;
        }

        writer.WriteStartArray("findings"u8);
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule"u8, finding.Rule);
            writer.WriteNumber("count"u8, finding.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static JsonEncodedText Lower(string name) => JsonEncodedText.Encode(name.ToLowerInvariant());
}

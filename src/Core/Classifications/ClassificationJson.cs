using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Core.Classifications;

/// <summary>Classifications as JSON, byte for byte as the serializer writes them with <see cref="ToolDefinitionJson.Options"/>, and faster: <c>catalog classify</c> writes one for each tool.</summary>
public static class ClassificationJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Server = JsonEncodedText.Encode("server");
    private static readonly JsonEncodedText Tool = JsonEncodedText.Encode("tool");
    private static readonly JsonEncodedText CategoryName = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText RiskName = JsonEncodedText.Encode("risk");
    private static readonly JsonEncodedText Confidence = JsonEncodedText.Encode("confidence");
    private static readonly JsonEncodedText Facets = JsonEncodedText.Encode("facets");
    private static readonly JsonEncodedText Rationale = JsonEncodedText.Encode("rationale");
    private static readonly JsonEncodedText EvidenceName = JsonEncodedText.Encode("evidence");
    private static readonly JsonEncodedText CounterEvidence = JsonEncodedText.Encode("counterEvidence");
    private static readonly JsonEncodedText RiskReasons = JsonEncodedText.Encode("riskReasons");
    private static readonly JsonEncodedText Contradictions = JsonEncodedText.Encode("contradictions");
    private static readonly JsonEncodedText Actions = JsonEncodedText.Encode("actions");
    private static readonly JsonEncodedText RunnerUp = JsonEncodedText.Encode("runnerUp");
    private static readonly JsonEncodedText ModelChoice = JsonEncodedText.Encode("modelChoice");
    private static readonly JsonEncodedText Review = JsonEncodedText.Encode("review");
    private static readonly JsonEncodedText Dispatcher = JsonEncodedText.Encode("dispatcher");
    private static readonly JsonEncodedText Classifier = JsonEncodedText.Encode("classifier");
    private static readonly JsonEncodedText Step = JsonEncodedText.Encode("step");
    private static readonly JsonEncodedText Weight = JsonEncodedText.Encode("weight");
    private static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText Field = JsonEncodedText.Encode("field");
    private static readonly JsonEncodedText Quote = JsonEncodedText.Encode("quote");
    private static readonly JsonEncodedText Start = JsonEncodedText.Encode("start");
    private static readonly JsonEncodedText Length = JsonEncodedText.Encode("length");
    private static readonly JsonEncodedText Signal = JsonEncodedText.Encode("signal");
    private static readonly JsonEncodedText Argument = JsonEncodedText.Encode("argument");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");

    private static readonly JsonEncodedText[] Categories = [.. Enum.GetValues<Category>().Select(static c => JsonEncodedText.Encode(c.ToString()))];
    private static readonly JsonEncodedText[] Risks = [.. Enum.GetValues<Risk>().Select(static r => JsonEncodedText.Encode(r.ToString()))];
    private static readonly JsonEncodedText[] Weights = [.. Enumerable.Range((int)RiskWeight.LowersMuch, 5).Select(static w => JsonEncodedText.Encode(((RiskWeight)w).ToString()))];

    /// <summary>Writes one object.</summary>
    /// <param name="writer">With the encoder of <see cref="ToolDefinitionJson.Options"/>.</param>
    /// <param name="verdict">The classification.</param>
    public static void Write(Utf8JsonWriter writer, Classification verdict)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.SecondOpinion is not null || verdict.Reviewed is not null || verdict.SuspectTexts is not null)
        {
            JsonSerializer.Serialize(writer, verdict, ToolDefinitionJson.Options);
            return;
        }

        writer.WriteStartObject();
        WriteText(writer, Id, verdict.Id);
        WriteText(writer, Server, verdict.Server);
        writer.WriteString(Tool, verdict.Tool);
        writer.WriteString(CategoryName, Categories[(int)verdict.Category]);
        writer.WriteString(RiskName, Risks[(int)verdict.Risk]);
        writer.WriteNumber(Confidence, verdict.Confidence);
        writer.WriteStartArray(Facets);
        for (var i = 0; i < verdict.Facets.Count; i++)
        {
            writer.WriteStringValue(FacetIds.Of(verdict.Facets[i]));
        }

        writer.WriteEndArray();
        writer.WriteString(Rationale, verdict.Rationale);
        WriteEvidence(writer, EvidenceName, verdict.Evidence);
        WriteEvidence(writer, CounterEvidence, verdict.CounterEvidence);
        WriteReasons(writer, verdict.RiskReasons);
        writer.WriteStartArray(Contradictions);
        for (var i = 0; i < verdict.Contradictions.Count; i++)
        {
            writer.WriteStringValue(verdict.Contradictions[i]);
        }

        writer.WriteEndArray();
        WriteActions(writer, verdict.Actions);
        WriteCategory(writer, RunnerUp, verdict.RunnerUp);
        WriteCategory(writer, ModelChoice, verdict.ModelChoice);
        writer.WriteBoolean(Review, verdict.Review);
        writer.WriteBoolean(Dispatcher, verdict.Dispatcher);
        writer.WriteString(Classifier, verdict.Classifier);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, JsonEncodedText name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteCategory(Utf8JsonWriter writer, JsonEncodedText name, Category? category)
    {
        if (category is { } known)
        {
            writer.WriteString(name, Categories[(int)known]);
        }
    }

    private static void WriteEvidence(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<Evidence> evidence)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < evidence.Count; i++)
        {
            writer.WriteStartObject();
            WriteMembers(writer, evidence[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteString(Field, evidence.Field);
        writer.WriteString(Quote, evidence.Quote);
        writer.WriteNumber(Start, evidence.Start);
        writer.WriteNumber(Length, evidence.Length);
        writer.WriteString(Signal, evidence.Signal);
        writer.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter writer, IReadOnlyList<RiskReason> reasons)
    {
        writer.WriteStartArray(RiskReasons);
        for (var i = 0; i < reasons.Count; i++)
        {
            var reason = reasons[i];
            writer.WriteStartObject();
            writer.WriteNumber(Step, reason.Step);
            writer.WriteString(Weight, Weights[reason.Weight - RiskWeight.LowersMuch]);
            writer.WriteString(Reason, reason.Reason);
            if (reason.Evidence is { } evidence)
            {
                writer.WriteStartObject(EvidenceName);
                WriteMembers(writer, evidence);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteActions(Utf8JsonWriter writer, IReadOnlyList<ActionVerdict> actions)
    {
        writer.WriteStartArray(Actions);
        for (var i = 0; i < actions.Count; i++)
        {
            var action = actions[i];
            writer.WriteStartObject();
            writer.WriteString(Argument, action.Argument);
            writer.WriteString(Value, action.Value);
            writer.WriteString(CategoryName, Categories[(int)action.Category]);
            writer.WriteString(RiskName, Risks[(int)action.Risk]);
            WriteEvidence(writer, EvidenceName, action.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Core.Changes;

/// <summary>Compares a tool with what it was, and says why a person should look.</summary>
public static class ToolDifference
{
    /// <summary>What differs of one tool; null where nothing does that is worth a line.</summary>
    /// <param name="before">The tool as it was.</param>
    /// <param name="after">The tool as it is.</param>
    public static ChangeDetails? OfOrNull(ClassifiedTool before, ClassifiedTool after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.Definition, after.Definition);
        var (oldHash, nowHash) = (DefinitionHash.Of(old), DefinitionHash.Of(now));
        var isRedefined = !string.Equals(oldHash, nowHash, StringComparison.Ordinal);
        var schema = isRedefined ? SchemaDifferences.Of(old.InputSchema, now.InputSchema) : [];
        var annotations = isRedefined ? AnnotationDifferences.Of(old.Annotations, now.Annotations) : [];
        var suspects = isRedefined ? NewSuspects(before, after) : [];
        var parts = new List<ChangePart>();
        AddIf(ChangePart.Title, !SameText(old.Title, now.Title));
        AddIf(ChangePart.Description, !SameText(old.Description, now.Description));
        AddIf(ChangePart.Schema, isRedefined && !SameJson(old.InputSchema, now.InputSchema));
        AddIf(ChangePart.Annotations, isRedefined && !SameJson(old.Annotations, now.Annotations));
        AddIf(ChangePart.Exposure, old.Exposed != now.Exposed);
        AddIf(ChangePart.Category, before.Classification.Category != after.Classification.Category);
        AddIf(ChangePart.Risk, before.Classification.Risk != after.Classification.Risk);
        AddIf(ChangePart.SuspectTexts, suspects.Count > 0);
        return parts.Count == 0 ? null : new ChangeDetails
        {
            Parts = parts,
            Marks = Marks(before, after, isRedefined, schema, suspects),
            Before = Side(before, after, oldHash),
            After = Side(after, before, nowHash),
            Schema = schema,
            Annotations = annotations,
            SuspectTexts = suspects,
        };

        void AddIf(ChangePart part, bool differs)
        {
            if (differs)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>What a tool that a known server had not before brings.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="worst">The worst risk that the server had; null where it had no tool.</param>
    public static ChangeDetails OfNew(ClassifiedTool tool, Risk? worst)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var verdict = tool.Classification;
        var marks = new List<ChangeMark>();
        if (worst is { } had && had != Risk.Unknown && verdict.Risk > had)
        {
            marks.Add(new ChangeMark(ChangeMarkKind.RaisesRisk, $"its risk is {verdict.Risk}, and no tool of the server was above {had}"));
        }

        IReadOnlyList<SuspectText> suspects = [.. (verdict.SuspectTexts ?? []).Where(IsGrave)];
        marks.AddRange(suspects.Select(Slipped));
        return new ChangeDetails { Marks = marks, After = Alone(tool), SuspectTexts = suspects };
    }

    /// <summary>What went with a tool that is no longer there.</summary>
    public static ChangeDetails OfGone(Category category, Risk risk, string hash, string classifier) =>
        new() { Before = new ChangeSide { Category = category, Risk = risk, Definition = hash, Classifier = classifier } };

    /// <summary>The poisoned text of a new server's tools, a mark each; at most twenty.</summary>
    public static IReadOnlyList<ChangeMark> MarksOfNew(IEnumerable<ClassifiedTool> tools) =>
    [
        .. tools.SelectMany(static tool => (tool.Classification.SuspectTexts ?? []).Where(static s => s.Severity == SuspectSeverity.High)
            .Select(suspect => new ChangeMark(ChangeMarkKind.SlipsInstructions, $"`{tool.Definition.Tool}` {suspect.Says}", suspect.Field))).Take(20),
    ];

    private static List<ChangeMark> Marks(ClassifiedTool before, ClassifiedTool after, bool isRedefined, IReadOnlyList<SchemaDifference> schema, IReadOnlyList<SuspectText> suspects)
    {
        var marks = new List<ChangeMark>();
        var (old, now) = (before.Classification, after.Classification);

        // Where only the judge is another one, the tool is as it was.
        if (isRedefined || string.Equals(old.Classifier, now.Classifier, StringComparison.Ordinal))
        {
            if (old.Risk != Risk.Unknown && (now.Risk > old.Risk || now.Risk == Risk.Unknown))
            {
                marks.Add(new ChangeMark(ChangeMarkKind.RaisesRisk, now.Risk == Risk.Unknown ? $"its risk was {old.Risk} and can no longer be told" : $"its risk went from {old.Risk} to {now.Risk}"));
            }

            if (old.Category != Category.Unknown && now.Category > old.Category)
            {
                marks.Add(new ChangeMark(ChangeMarkKind.RaisesRisk, $"its category went from {old.Category} to {now.Category}"));
            }
        }

        marks.AddRange(schema.Where(static d => d.Widens).Select(static d => new ChangeMark(ChangeMarkKind.WidensSchema, d.Says, d.Field)));
        if (isRedefined)
        {
            marks.AddRange(AnnotationDifferences.Marks(before.Definition.Annotations, after.Definition.Annotations, now.Category));
        }

        marks.AddRange(suspects.Where(IsGrave).Select(Slipped));
        return [.. marks.OrderBy(static mark => Weight(mark.Kind))];
    }

    // What is read first: a text that was poisoned, then what it can do, then what it is said to do.
    private static int Weight(ChangeMarkKind kind) => kind switch
    {
        ChangeMarkKind.SlipsInstructions => 0,
        ChangeMarkKind.RaisesRisk => 1,
        ChangeMarkKind.FalseHint => 2,
        ChangeMarkKind.DropsHint => 3,
        _ => 4,
    };

    // An older judge may not have looked: what the text said before is not new.
    private static IReadOnlyList<SuspectText> NewSuspects(ClassifiedTool before, ClassifiedTool after)
    {
        if (after.Classification.SuspectTexts is not { Count: > 0 } suspects)
        {
            return [];
        }

        var texts = DefinitionStrings.Of(before.Definition).Select(static text => text.Text).ToList();
        return [.. suspects.Where(suspect => !texts.Exists(text => text.Contains(suspect.Quote, StringComparison.Ordinal)))];
    }

    private static bool IsGrave(SuspectText suspect) => suspect.Severity >= SuspectSeverity.Medium;

    private static ChangeMark Slipped(SuspectText suspect) => new(ChangeMarkKind.SlipsInstructions, suspect.Says, suspect.Field);

    private static ChangeSide Alone(ClassifiedTool tool) => new()
    {
        Category = tool.Classification.Category,
        Risk = tool.Classification.Risk,
        Definition = DefinitionHash.Of(tool.Definition),
        Classifier = tool.Classification.Classifier,
    };

    private static ChangeSide Side(ClassifiedTool tool, ClassifiedTool other, string hash) => new()
    {
        Category = tool.Classification.Category,
        Risk = tool.Classification.Risk,
        Exposure = tool.Definition.Exposed == other.Definition.Exposed ? null : tool.Definition.Exposed,
        Title = SameText(tool.Definition.Title, other.Definition.Title) ? null : tool.Definition.Title ?? "",
        Description = SameText(tool.Definition.Description, other.Definition.Description) ? null : tool.Definition.Description ?? "",
        Definition = hash,
        Classifier = tool.Classification.Classifier,
    };

    private static bool SameText(string? one, string? other) => string.Equals(one ?? "", other ?? "", StringComparison.Ordinal);

    private static bool SameJson(JsonElement? one, JsonElement? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } a, { } b) => JsonElement.DeepEquals(a, b),
        _ => false,
    };
}

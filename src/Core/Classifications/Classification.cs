using System.Text.Json.Serialization;
using Catalog.Core.Suspicions;

namespace Catalog.Core.Classifications;

/// <summary>What a call can do, how sure that is, and why. Printed as one JSON line by <c>catalog classify</c>.</summary>
public sealed record Classification
{
    /// <summary>The <c>id</c> of the row that was classified; null where it had none.</summary>
    public string? Id { get; init; }

    /// <summary>The server as the definition names it; null where it does not.</summary>
    public string? Server { get; init; }

    /// <summary>The name of the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>What a call can do.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public required Category Category { get; init; }

    /// <summary>How bad a wrong call can be.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
    public required Risk Risk { get; init; }

    /// <summary>0 to 1: the share of verdicts like this one that are right; 1 where a person reviewed it.</summary>
    public required double Confidence { get; init; }

    /// <summary>What a call touches; in the order of the taxonomy, without repeats.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>Why, in plain sentences made from the evidence; never empty.</summary>
    public required string Rationale { get; init; }

    /// <summary>The words that carried the verdict; empty only for <see cref="Category.Unknown"/>.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The words that speak for another category; may be empty.</summary>
    public IReadOnlyList<Evidence> CounterEvidence { get; init; } = [];

    /// <summary>How the risk follows from category and facets, first the start, then each step.</summary>
    public IReadOnlyList<RiskReason> RiskReasons { get; init; } = [];

    /// <summary>Contradictions between the author's annotations and the text, a plain sentence each; may be empty.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>Words of the definition that speak to a model past its user, or hide, the weightiest first; null for none. The verdict reads them as text like any other.</summary>
    public IReadOnlyList<SuspectText>? SuspectTexts { get; init; }

    /// <summary>What each value of the argument that selects the action does, in the order of the schema; empty where no argument selects it.</summary>
    public IReadOnlyList<ActionVerdict> Actions { get; init; } = [];

    /// <summary>The category that came second; null where nothing spoke for any other.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public Category? RunnerUp { get; init; }

    /// <summary>What the trained model alone would say, where signals and bounds made it another category, most often a riskier one; null where they agree, and where a person decided.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Category>))]
    public Category? ModelChoice { get; init; }

    /// <summary>What a language model said besides; null where none was asked or none gave a valid answer.</summary>
    public SecondOpinion? SecondOpinion { get; init; }

    /// <summary>Who reviewed the tool by hand, and what the classifier itself said; null where nobody did.</summary>
    public HandReview? Reviewed { get; init; }

    /// <summary>True where a person should look: low confidence, nothing to go on, a second opinion that differs, or a definition that has changed since somebody reviewed it.</summary>
    public bool Review { get; init; }

    /// <summary>True for a tool that can call others, whose own words so say too little; policies treat it like <see cref="Category.Destructive"/>.</summary>
    public bool Dispatcher { get; init; }

    /// <summary>The classifier's version, raised when the same definition can give another answer.</summary>
    public required string Classifier { get; init; }
}

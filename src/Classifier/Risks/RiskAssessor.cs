using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;
using Catalog.Core.Registration;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Risks;

/// <summary>
/// Risk from category, facets and factors: the category says where it starts; weights of all reasons add up, and their sum moves the risk by one level at most.
/// <c>docs/risk.md</c> is the whole formula.
/// </summary>
internal static class RiskAssessor
{
    /// <summary>The sum at which the risk goes up a level; its negative is where it goes down.</summary>
    public const int Threshold = 2;

    /// <summary>What a tool that can call others counts for.</summary>
    public const string DispatcherReason = "it can call other tools, whose effects are not said here";

    /// <summary>What poisoned text of high severity counts for: who writes so does not mean the tool well.</summary>
    public const string SuspectReason = "its text speaks to a model past its user";

    /// <summary>Every factor, in the order of their ids.</summary>
    public static IReadOnlyList<IRiskFactor> Factors { get; } =
    [
        .. ImplementationScan.TypesOf<IRiskFactor>(typeof(IRiskFactor).Assembly).Select(static t => (IRiskFactor)Activator.CreateInstance(t)!).OrderBy(static f => f.Id, StringComparer.Ordinal),
    ];

    // A call through the interface looks the method up each time, for there are several types.
    private static readonly (string Id, Func<RiskSubject, RiskFinding?> Ask)[] Asks = [.. Factors.Select(static f => (f.Id, (Func<RiskSubject, RiskFinding?>)f.AskOrNull))];

    /// <summary>The risk and how it came about: first the start, then the reasons, the weightiest first.</summary>
    /// <param name="category">What a call can do.</param>
    /// <param name="facets">What it touches.</param>
    /// <param name="tool">The definition.</param>
    /// <param name="dispatcher">True for a tool that can call others.</param>
    /// <param name="suspects">Poisoned text in the definition; null or empty for none.</param>
    public static (Risk Risk, IReadOnlyList<RiskReason> Reasons) Assess(Category category, IReadOnlyList<FiredFacet> facets, ToolView tool, bool dispatcher, IReadOnlyList<SuspectText>? suspects = null)
    {
        if (category == Category.Unknown)
        {
            return (Risk.Unknown, [new RiskReason { Step = 0, Reason = "the definition says too little to tell what a call does" }]);
        }

        var subject = new RiskSubject(category, facets, tool);
        var found = new List<(RiskFinding Finding, string Id)>();
        for (var i = 0; i < facets.Count; i++)
        {
            if (FacetWeights.OrNull(category, facets[i].Facet) is var (weight, reason))
            {
                found.Add((new RiskFinding(weight, reason, facets[i].Mark), facets[i].Id));
            }
        }

        foreach (var (id, ask) in Asks)
        {
            if (ask(subject) is { } finding)
            {
                found.Add((finding, id));
            }
        }

        if (dispatcher)
        {
            found.Add((new RiskFinding(RiskWeight.RaisesMuch, DispatcherReason, null), ""));
        }

        if (suspects is [{ Severity: SuspectSeverity.High }, ..])
        {
            found.Add((new RiskFinding(RiskWeight.RaisesMuch, SuspectReason, null), ""));
        }

        var sum = 0;
        foreach (var (finding, _) in found)
        {
            sum += (int)finding.Weight;
        }

        var start = StartOf(category);
        var risk = (Risk)Math.Clamp((int)start + (sum >= Threshold ? 1 : sum <= -Threshold ? -1 : 0), (int)Risk.Low, (int)Risk.Critical);
        var step = (int)risk - (int)start;
        var reasons = new List<RiskReason> { new() { Step = 0, Reason = ReasonOf(category) } };
        foreach (var (finding, id) in found.Count < 2 ? found.AsEnumerable() : found.OrderByDescending(f => step == 0 ? Math.Abs((int)f.Finding.Weight) : (int)f.Finding.Weight * step))
        {
            reasons.Add(new RiskReason
            {
                // The weightiest bears the step; what it did not bear alone is told by the weights.
                Step = reasons.Count == 1 ? step : 0,
                Weight = finding.Weight,
                Reason = finding.Reason,
                Evidence = finding.Mark is { Length: > 0 } mark ? EvidenceChooser.Quote(id, mark) : null,
            });
        }

        return (risk, reasons);
    }

    /// <summary>Where a category starts.</summary>
    public static Risk StartOf(Category category) => category switch
    {
        Category.Unknown => Risk.Unknown,
        Category.Read => Risk.Low,
        Category.Write => Risk.Medium,
        Category.Execute => Risk.High,
        _ => Risk.Critical,
    };

    /// <summary>Why it starts there, a clause without a full stop.</summary>
    public static string ReasonOf(Category category) => category switch
    {
        Category.Read => "it only reads or computes",
        Category.Write => "it changes something that a later action can correct",
        Category.Execute => "what happens depends on what it is told to run or operate",
        Category.Destructive => "it can lose data, a resource or access",
        _ => "it moves money or value, or binds somebody to pay",
    };
}

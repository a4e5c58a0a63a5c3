using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>Risk from category and facets: where the category starts, then a step up at most and a step down at most, each with its reason.</summary>
internal static class RiskRules
{
    /// <summary>The risk, and how it came about.</summary>
    public static (Risk Risk, IReadOnlyList<RiskReason> Reasons) Of(Category category, IReadOnlyList<FiredFacet> facets, bool restorable, bool dispatcher)
    {
        if (category == Category.Unknown)
        {
            return (Risk.Unknown, [new RiskReason { Step = 0, Reason = "the definition says too little to tell what a call does" }]);
        }

        var start = StartOf(category);
        var reasons = new List<RiskReason> { new() { Step = 0, Reason = ReasonOf(category) } };
        foreach (var facet in facets)
        {
            if (RaiseOf(category, facet.Facet) is { } reason)
            {
                // One step at most: many facets of one act are one danger.
                var step = start < Risk.Critical && reasons.TrueForAll(static r => r.Step == 0) ? 1 : 0;
                reasons.Add(new RiskReason { Step = step, Reason = reason });
            }
        }

        if (dispatcher)
        {
            reasons.Add(new RiskReason { Step = start < Risk.Critical && reasons.TrueForAll(static r => r.Step == 0) ? 1 : 0, Reason = "calls other tools, whose effects are not said here" });
        }

        if (restorable && category == Category.Destructive)
        {
            reasons.Add(new RiskReason { Step = -1, Reason = "the text says that it can be taken back" });
        }

        return ((Risk)((int)start + reasons.Sum(static r => r.Step)), reasons);
    }

    private static Risk StartOf(Category category) => category switch
    {
        Category.Read => Risk.Low,
        Category.Write => Risk.Medium,
        Category.Execute => Risk.High,
        _ => Risk.Critical,
    };

    private static string ReasonOf(Category category) => category switch
    {
        Category.Read => "it only reads or computes",
        Category.Write => "it changes something that a later action can correct",
        Category.Execute => "what happens depends on what it is told to run or operate",
        Category.Destructive => "it can lose data, a resource or access",
        _ => "it moves money or value, or binds somebody to pay",
    };

    /// <summary>Why a facet matters to the risk of a category, a sentence without a full stop; null where it says nothing new.</summary>
    public static string? RaiseOf(Category category, Facet facet) => (category, facet) switch
    {
        (Category.Read, Facet.Credentials) => "it can show secrets",
        (Category.Read, Facet.Personal) => "it shows data about people",
        (Category.Read, Facet.Network) => "it reaches an address of the caller's choice",
        (Category.Read, Facet.Files) => "it reads local files",
        (Category.Write, Facet.Access) => "it changes who may do what",
        (Category.Write, Facet.Credentials) => "it issues or changes secrets",
        (Category.Write, Facet.MessagesPeople) => "it speaks to people in the caller's name",
        (Category.Write or Category.Execute, Facet.Bulk) => "it acts on many things at once",
        (Category.Write or Category.Execute, Facet.Irreversible) => "there is no ordinary undo",
        (Category.Execute, Facet.Shell) => "it runs commands of the caller's choice",
        (Category.Execute, Facet.Code) => "it runs code of the caller's choice",
        (Category.Execute, Facet.Device) => "it acts on the physical world",
        (Category.Execute, Facet.Agents) => "it starts agents or calls other tools, which act by themselves",
        (Category.Execute, Facet.Money) or (Category.Write, Facet.Money) => "it is close to money",
        (Category.Destructive or Category.Financial, Facet.Irreversible) => "there is no ordinary undo",
        (Category.Destructive or Category.Financial, Facet.Bulk) => "it acts on many things at once",
        _ => null,
    };
}

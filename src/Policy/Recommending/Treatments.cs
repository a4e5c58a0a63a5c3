using Catalog.Core.Classifications;

namespace Catalog.Policy.Recommending;

/// <summary>Chooses what a profile does with a classified tool.</summary>
internal static class Treatments
{
    internal static ToolTreatment Of(Classification classification, PolicyProfile profile, PolicyDialect dialect)
    {
        var whole = OfWhole(classification, profile, dialect);
        return whole.Kind is TreatmentKind.Approval or TreatmentKind.Denied && !classification.Dispatcher ? ByAction(whole, classification, profile, dialect) : whole;
    }

    /// <summary>
    /// Lets the harmless values of an argument that selects the action pass, where what is held back is another value of it: only if one of the values is as severe as the
    /// whole tool, for else the danger lies elsewhere. What is not among the values that pass stays held, so that a value that nobody has heard of, or none, opens nothing.
    /// </summary>
    private static ToolTreatment ByAction(ToolTreatment whole, Classification classification, PolicyProfile profile, PolicyDialect dialect)
    {
        var actions = classification.Actions;
        if (classification.Category == Category.Unknown || !actions.Any(a => a.Category >= classification.Category && a.Category != Category.Unknown))
        {
            return whole;
        }

        var passing = actions.Select(a => (a.Value, Treatment: OfWhole(classification with { Category = a.Category }, profile, dialect)))
            .Where(static a => a.Treatment.Kind is TreatmentKind.Listed or TreatmentKind.Limited)
            .ToList();
        return passing.Count == 0 ? whole : whole with
        {
            PerMinute = passing.Min(static a => a.Treatment.PerMinute),
            GuardsArguments = passing.Exists(static a => a.Treatment.GuardsArguments),
            Selector = actions[0].Argument,
            Passing = [.. passing.Select(static a => a.Value)],
        };
    }

    private static ToolTreatment OfWhole(Classification classification, PolicyProfile profile, PolicyDialect dialect)
    {
        var held = dialect == PolicyDialect.Gateway ? TreatmentKind.Approval : TreatmentKind.Denied;
        var category = classification.Dispatcher ? Category.Unknown : classification.Category;
        return (profile, category) switch
        {
            (PolicyProfile.Strict, Category.Read) => new ToolTreatment { Kind = TreatmentKind.Listed, GuardsArguments = true },
            (_, Category.Read) => new ToolTreatment { Kind = TreatmentKind.Listed },
            (PolicyProfile.Balanced, Category.Write) => Limited(30, guards: false),
            (PolicyProfile.Balanced, Category.Execute) => Limited(10, guards: true),
            (PolicyProfile.Balanced, _) => Held(held, classification),
            (PolicyProfile.Strict, Category.Write) => Limited(10, guards: true),
            (PolicyProfile.Strict, Category.Execute) => Held(held, classification),
            _ => Held(TreatmentKind.Denied, classification),
        };
    }

    private static ToolTreatment Limited(int perMinute, bool guards) => new() { Kind = TreatmentKind.Limited, PerMinute = perMinute, GuardsArguments = guards };

    private static ToolTreatment Held(TreatmentKind kind, Classification classification) => new()
    {
        Kind = kind,
        Reason = classification switch
        {
            { Dispatcher: true } => "it can call other tools",
            { Category: Category.Financial } => "it can move money or bind somebody to pay",
            { Category: Category.Destructive } => "it can delete, revoke or overwrite without an ordinary undo",
            { Category: Category.Execute } => "what it does depends on what it is told to run",
            { Category: Category.Write } => "it can change something",
            _ => "its definition says too little about what it does",
        },
    };
}

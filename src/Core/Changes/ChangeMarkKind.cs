namespace Catalog.Core.Changes;

/// <summary>Why a person should look at a change. Names are stored.</summary>
public enum ChangeMarkKind
{
    /// <summary>Category or risk went up, or can no longer be told.</summary>
    RaisesRisk,

    /// <summary>Calls are accepted that were not: an argument, a value, a longer or another one.</summary>
    WidensSchema,

    /// <summary>The author no longer claims that it only reads.</summary>
    DropsHint,

    /// <summary>The author claims newly that it only reads or destroys nothing, and the definition says otherwise.</summary>
    FalseHint,

    /// <summary>The text speaks to a model past its user, and did not before.</summary>
    SlipsInstructions,
}

using Catalog.Core.Decisions;

namespace Catalog.Policy.Deciding;

/// <summary>What was found while a call is decided. Most calls leave nothing.</summary>
internal sealed class DecisionNotes
{
    private List<string>? _would;
    private List<string>? _errors;
    private List<Finding>? _asked;

    /// <summary>What observed rules would have done.</summary>
    internal IReadOnlyList<string> Would => (IReadOnlyList<string>?)_would ?? [];

    /// <summary>What could not be evaluated.</summary>
    internal IReadOnlyList<string> Errors => (IReadOnlyList<string>?)_errors ?? [];

    /// <summary>The rules that ask for a person.</summary>
    internal IReadOnlyList<Finding> Asked => (IReadOnlyList<Finding>?)_asked ?? [];

    /// <summary>Notes what does not end the decision, and what was wrong with the rule in any case.</summary>
    /// <returns>False for a finding that ends it.</returns>
    internal bool TryNote(Finding finding)
    {
        foreach (var error in finding.Errors)
        {
            (_errors ??= []).Add($"{finding.Rule}: {error}");
        }

        if (finding.Observed)
        {
            (_would ??= []).Add($"{(finding.Kind == DecisionKind.Pending ? "pending" : "deny")} {finding.Rule}");
            return true;
        }

        if (finding.Kind == DecisionKind.Pending)
        {
            (_asked ??= []).Add(finding);
            return true;
        }

        return false;
    }
}

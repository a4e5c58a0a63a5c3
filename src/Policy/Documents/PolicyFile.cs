namespace Catalog.Policy.Documents;

/// <summary>
/// A policy document as written, version 1. Not yet checked: only <see cref="Checking.PolicyLoader"/> makes it enforceable, from the text that
/// <see cref="PolicyWriter"/> gives. A document without the keys marked ＋ in the specification is portable.
/// </summary>
public sealed record PolicyFile
{
    /// <summary>What happens to a tool that no entry of <see cref="Tools"/> lists.</summary>
    public required PolicyDefault Default { get; init; }

    /// <summary>The address of a JSON schema, for editors; null for none.</summary>
    public string? Schema { get; init; }

    /// <summary>For people; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Whether rules are enforced or only recorded.</summary>
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>What <c>tools/list</c> shows.</summary>
    public ToolListing List { get; init; } = ToolListing.All;

    /// <summary>Which arguments a call may carry.</summary>
    public ArgumentChecking Arguments { get; init; } = ArgumentChecking.Any;

    /// <summary>Names or globs taken out of <c>tools/list</c> and denied when called; <c>*</c> hides all.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>The rules that every call is bound by; null for none.</summary>
    public PolicyAllTools? AllTools { get; init; }

    /// <summary>The entries, in the order written, each of another name.</summary>
    public IReadOnlyList<PolicyEntry> Tools { get; init; } = [];

    /// <summary>What may be read, subscribed to and completed of the server's resources, by address; null lets all pass.</summary>
    public PolicySection? Resources { get; init; }

    /// <summary>Which prompts may be taken and completed, by name; null lets all pass.</summary>
    public PolicySection? Prompts { get; init; }

    /// <summary>What the server may ask of the client, by method; null lets all pass.</summary>
    public PolicySection? ServerRequests { get; init; }
}

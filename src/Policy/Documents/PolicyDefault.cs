namespace Catalog.Policy.Documents;

/// <summary>What happens to a tool that no entry lists.</summary>
public enum PolicyDefault
{
    /// <summary>It is denied.</summary>
    Deny,

    /// <summary>It is called, within the rules for every tool.</summary>
    Allow,
}

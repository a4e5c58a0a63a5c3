namespace Catalog.Policy.Documents;

/// <summary>Whether rules end a decision.</summary>
public enum PolicyMode
{
    /// <summary>They do.</summary>
    Enforce,

    /// <summary>They are decided and recorded, and the rest is decided as though they were not written.</summary>
    Observe,
}

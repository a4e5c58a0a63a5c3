namespace Catalog.Policy.Documents;

/// <summary>What <c>tools/list</c> shows.</summary>
public enum ToolListing
{
    /// <summary>Everything but what is hidden.</summary>
    All,

    /// <summary>Nothing either that <c>default: deny</c> would refuse.</summary>
    Callable,
}

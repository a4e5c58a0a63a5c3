namespace Catalog.Policy.Documents;

/// <summary>Which arguments a call may carry.</summary>
public enum ArgumentChecking
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>Only members that the tool's input schema names under <c>properties</c>; others deny.</summary>
    Declared,
}

namespace Catalog.Policy.Operators.Paths;

/// <summary>Where a path begins.</summary>
public enum PathRoot
{
    /// <summary><c>args</c>: the arguments of the call.</summary>
    Arguments,

    /// <summary><c>grant.label</c>: the label of the grant, a string.</summary>
    GrantLabel,

    /// <summary><c>grant.claims</c>: what the grant's token says of its bearer.</summary>
    GrantClaims,
}

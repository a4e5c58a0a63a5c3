namespace Catalog.Policy.Deciding;

/// <summary>The steps of a decision, in the order in which they are asked.</summary>
internal enum DecisionStep
{
    /// <summary>Arguments that no rule could read with certainty.</summary>
    Screening,

    /// <summary>Addresses of resources that two readers could take for different places.</summary>
    Address,

    /// <summary>Hidden tools.</summary>
    Hidden,

    /// <summary>Names that resemble others.</summary>
    Name,

    /// <summary>Tools that no entry lists.</summary>
    Listed,

    /// <summary>Arguments that the tool does not declare.</summary>
    Declared,

    /// <summary>What must hold.</summary>
    Require,

    /// <summary>What must not.</summary>
    DenyIf,

    /// <summary>What a person decides.</summary>
    Approval,

    /// <summary>What is drawn.</summary>
    Limits,
}

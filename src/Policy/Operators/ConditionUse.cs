namespace Catalog.Policy.Operators;

/// <summary>The place of a condition in a policy, which settles how it treats several values and doubtful ones.</summary>
public enum ConditionUse
{
    /// <summary>In <c>require</c>: the call is denied unless the condition holds for all values.</summary>
    Require,

    /// <summary>In <c>deny_if</c>: the call may be denied where the condition holds for any value.</summary>
    DenyIf,

    /// <summary>In <c>approval.when</c>: a person is asked where the condition holds for any value.</summary>
    When,
}

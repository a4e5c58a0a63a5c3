namespace Catalog.Policy.Operators;

/// <summary>What a condition says about a call.</summary>
public enum ConditionVerdict
{
    /// <summary>It could not be decided, which denies the call wherever the condition stands. The first member, so that a forgotten result denies.</summary>
    Error,

    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Fails,
}

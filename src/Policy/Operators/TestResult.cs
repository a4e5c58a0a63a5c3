namespace Catalog.Policy.Operators;

/// <summary>A verdict, and on an error what is wrong and how to mend it.</summary>
public readonly record struct TestResult
{
    /// <summary>What was found; the default of the type is an error.</summary>
    public ConditionVerdict Verdict { get; private init; }

    /// <summary>
    /// On an error, words without a full stop: from an <see cref="IOperandTest"/> they go on from the path (<c>must be a number, not a string</c>), from a
    /// <see cref="Conditions.CompiledCondition"/> they begin with it (<c>`args.amount` must be a number, not a string</c>). Null otherwise.
    /// </summary>
    public string? Problem { get; private init; }

    /// <summary>The condition holds.</summary>
    public static TestResult Holds { get; } = new() { Verdict = ConditionVerdict.Holds };

    /// <summary>The condition does not hold.</summary>
    public static TestResult Fails { get; } = new() { Verdict = ConditionVerdict.Fails };

    /// <summary>Holds for true, fails for false.</summary>
    public static TestResult Of(bool holds) => holds ? Holds : Fails;

    /// <summary>It could not be decided.</summary>
    public static TestResult Error(string problem) => new() { Verdict = ConditionVerdict.Error, Problem = problem };
}

using System.Text.Json;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Operators.Conditions;

/// <summary>A condition <c>{ path, op, value }</c>, checked and ready. Immutable; may be asked from any thread.</summary>
public sealed class CompiledCondition
{
    private CompiledCondition(ConditionPath path, IConditionOperator conditionOperator, IOperandTest test)
    {
        Path = path;
        Operator = conditionOperator;
        Test = test;
    }

    /// <summary>Where the values are.</summary>
    public ConditionPath Path { get; }

    /// <summary>The operator.</summary>
    public IConditionOperator Operator { get; }

    /// <summary>The operator with its operand.</summary>
    public IOperandTest Test { get; }

    /// <summary>Checks and builds a condition.</summary>
    /// <param name="path">The path as written.</param>
    /// <param name="op">The operator as written.</param>
    /// <param name="operand">The operand as written; it may be disposed afterwards.</param>
    /// <param name="problems">Receives every fault, at <c>/path</c>, <c>/op</c> or <c>/value…</c>.</param>
    /// <returns>The condition, or null exactly when a fault was added.</returns>
    public static CompiledCondition? Compile(string path, string op, JsonElement operand, ICollection<OperandProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var parsed = ConditionPath.ParseOrNull(path, out var pathProblem);
        if (parsed is null)
        {
            problems.Add(new OperandProblem("/path", pathProblem!));
        }

        var found = ConditionOperators.FindOrNull(op);
        if (found is null)
        {
            problems.Add(new OperandProblem("/op", $"unknown operator `{op}`: write one of {string.Join(", ", ConditionOperators.All.Select(static o => o.Id))}"));
            return null;
        }

        var operandProblems = new List<OperandProblem>();
        var test = found.Compile(operand, operandProblems);
        foreach (var problem in operandProblems)
        {
            problems.Add(problem with { Pointer = "/value" + problem.Pointer });
        }

        return parsed is null || test is null ? null : new CompiledCondition(parsed, found, test);
    }

    /// <summary>
    /// Asks the condition about a call. With <c>[*]</c> it quantifies by itself: <see cref="ConditionUse.Require"/> holds for all values, else for any; an error in
    /// any value is an error, and an absent or empty list holds for nobody.
    /// </summary>
    public TestResult Evaluate(ConditionFacts facts, ConditionUse use)
    {
        var walk = Path.Walk(facts);
        if (walk.Problem is not null)
        {
            return TestResult.Error(walk.Problem);
        }

        // An empty list (an inner one too) fails a requirement outright; elsewhere it merely adds no value that could hold.
        var all = !walk.MetEmptyList;
        var any = false;
        for (var i = 0; i < walk.Values.Count; i++)
        {
            var result = walk.Values[i] is { } present ? Test.Evaluate(present, use) : TestResult.Of(Test.HoldsWhenAbsent);
            if (result.Verdict == ConditionVerdict.Error)
            {
                return TestResult.Error($"`{Path.Text}` {result.Problem}");
            }

            all &= result.Verdict == ConditionVerdict.Holds;
            any |= result.Verdict == ConditionVerdict.Holds;
        }

        return TestResult.Of(use == ConditionUse.Require ? all : any);
    }
}

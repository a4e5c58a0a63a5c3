using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Tests.Operators.Paths;

public sealed class PathCasesTests
{
    private static readonly IReadOnlyList<PathCase> All = [.. CaseFiles.Read<IReadOnlyList<PathCase>>("Operators/Paths").SelectMany(static f => f.Content)];

    public static TheoryData<int, string> Cases() => [.. All.Select(static (c, i) => (i, c.Note))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Evaluate_Case_GivesItsVerdicts(int index, string note)
    {
        var one = All[index];
        Assert.Equal(note, one.Note);
        var problems = new List<OperandProblem>();
        var condition = CompiledCondition.Compile(one.Path, one.Op, one.Operand, problems);
        Assert.Empty(problems);
        var facts = new ConditionFacts
        {
            Arguments = one.Arguments.ValueKind == JsonValueKind.Undefined ? null : one.Arguments,
            GrantLabel = one.Label,
            GrantClaims = one.Claims.ValueKind == JsonValueKind.Undefined ? null : one.Claims,
        };
        Assert.Equal((one.Require, one.Error), Ask(ConditionUse.Require));
        Assert.Equal((one.DenyIf, one.Error), Ask(ConditionUse.DenyIf));
        Assert.Equal((one.DenyIf, one.Error), Ask(ConditionUse.When));

        (ConditionVerdict Verdict, string? Problem) Ask(ConditionUse use)
        {
            var result = condition!.Evaluate(facts, use);
            return (result.Verdict, result.Problem);
        }
    }
}

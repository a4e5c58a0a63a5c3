using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Tests.Operators;

public sealed class OperatorCasesTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<OperatorCase>> Files =
        CaseFiles.Read<IReadOnlyList<OperatorCase>>("Operators").ToDictionary(static f => f.Name, static f => f.Content, StringComparer.Ordinal);

    public static TheoryData<string, int, string> Cases()
    {
        var cases = new TheoryData<string, int, string>();
        foreach (var (file, content) in Files)
        {
            for (var i = 0; i < content.Count; i++)
            {
                cases.Add(file, i, content[i].Note);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Evaluate_Case_GivesItsOutcome(string op, int index, string note)
    {
        var one = Files[op][index];
        Assert.Equal(note, one.Note);
        var problems = new List<OperandProblem>();
        var condition = CompiledCondition.Compile("args.v", op, one.Operand, problems);
        if (one.Outcome == OperatorOutcome.Invalid)
        {
            Assert.Null(condition);
            var problem = Assert.Single(problems);
            Assert.Equal("/value" + one.Pointer, problem.Pointer);
            Assert.Equal(one.Error, problem.Message);
            return;
        }

        Assert.Empty(problems);
        Assert.NotNull(condition);
        foreach (var use in one.Use is { } only ? [only] : Enum.GetValues<ConditionUse>())
        {
            var result = condition.Evaluate(new ConditionFacts { Arguments = Arguments(one.Value) }, use);
            Assert.Equal((one.Outcome.ToString(), one.Error), (result.Verdict.ToString(), result.Problem));
        }

        if (one.Outcome == OperatorOutcome.Holds && one.Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            Assert.True(condition.Test.CanHoldFor.HasFlag(TypeOf(one.Value)), "a value for which the test holds has a type for which it can hold");
            Assert.True(condition.Operator.Accepts.HasFlag(TypeOf(one.Value)));
        }
    }

    [Fact]
    public void Files_EveryOperator_HasOne()
    {
        Assert.Equal(ConditionOperators.All.Select(static o => o.Id), Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(Files.Values, static cases => Assert.Equal(4, cases.Select(static c => c.Outcome).Append(OperatorOutcome.Error).Distinct().Count()));
    }

    [Fact]
    public void Files_Notes_AreDistinct() => Assert.All(
        Files,
        static f => Assert.Equal(f.Value.Count, f.Value.Select(static c => c.Note).Distinct(StringComparer.Ordinal).Count()));

    // The arguments are a document of their own, as they are in a call.
    private static JsonElement Arguments(JsonElement value) =>
        JsonDocument.Parse(value.ValueKind == JsonValueKind.Undefined ? "{}" : $$"""{"v":{{value.GetRawText()}}}""").RootElement;

    private static ValueTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ValueTypes.String,
        JsonValueKind.Number => ValueTypes.Number,
        JsonValueKind.Array => ValueTypes.List,
        JsonValueKind.Object => ValueTypes.Object,
        _ => ValueTypes.Boolean,
    };
}

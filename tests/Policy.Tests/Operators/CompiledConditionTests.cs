using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Tests.Operators;

public sealed class CompiledConditionTests
{
    [Fact]
    public void Compile_PathOperatorAndOperandAtFault_ReportsAllThatCanBeKnown()
    {
        var problems = new List<OperandProblem>();
        Assert.Null(CompiledCondition.Compile("nowhere", "in", JsonElement.Parse("[null,{}]"), problems));
        Assert.Equal(["/path", "/value/0", "/value/1"], problems.Select(static p => p.Pointer));
    }

    [Fact]
    public void Compile_UnknownOperator_NamesThoseThatThereAre()
    {
        var problems = new List<OperandProblem>();
        Assert.Null(CompiledCondition.Compile("nowhere", "equals", JsonElement.Parse("1"), problems));
        Assert.Equal(["/path", "/op"], problems.Select(static p => p.Pointer));
        Assert.StartsWith("unknown operator `equals`: write one of contains, ends_with, eq,", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_OperandDisposedAfterwards_StillEvaluates()
    {
        CompiledCondition? condition;
        using (var document = JsonDocument.Parse("""["a","b"]"""))
        {
            condition = CompiledCondition.Compile("args.v", "in", document.RootElement, []);
        }

        Assert.Equal(ConditionVerdict.Holds, condition!.Evaluate(new ConditionFacts { Arguments = JsonElement.Parse("""{"v":"b"}""") }, ConditionUse.Require).Verdict);
    }

    [Fact]
    public void Members_NoFactsOrProblems_AreRefused()
    {
        Assert.Throws<ArgumentNullException>("problems", static () => CompiledCondition.Compile("args.v", "eq", JsonElement.Parse("1"), null!));
        Assert.Throws<ArgumentNullException>("facts", static () => CompiledCondition.Compile("args.v", "eq", JsonElement.Parse("1"), [])!.Evaluate(null!, ConditionUse.When));
        Assert.Throws<ArgumentNullException>("steps", static () => Catalog.Policy.Operators.Paths.PathText.Of(default, null!));
    }

    [Theory]
    [InlineData("contains", "1", ValueTypes.List)]
    [InlineData("contains", "\"a\"", ValueTypes.String | ValueTypes.List)]
    [InlineData("in", "[]", ValueTypes.None)]
    [InlineData("not_in", "[]", ValueTypes.Scalar)]
    [InlineData("in", "[true]", ValueTypes.Boolean)]
    [InlineData("exists", "true", ValueTypes.Any)]
    [InlineData("exists", "false", ValueTypes.None)]
    [InlineData("lt", "1", ValueTypes.Number)]
    [InlineData("longer_than", "1", ValueTypes.String | ValueTypes.List)]
    [InlineData("regex", "\"a\"", ValueTypes.String)]
    public void CanHoldFor_Operand_NamesTheTypes(string op, string operand, ValueTypes expected) =>
        Assert.Equal(expected, CompiledCondition.Compile("args.v", op, JsonElement.Parse(operand), [])!.Test.CanHoldFor);

    [Fact]
    public void Default_Result_IsAnError() => Assert.Equal(ConditionVerdict.Error, default(Catalog.Policy.Operators.TestResult).Verdict);

    [Theory]
    [InlineData("args.list[*]", """{"list":[1,"x"]}""")]
    [InlineData("args.list[*]", """{"list":["x",1]}""")]
    public void Evaluate_ErrorInAnyElement_IsAnErrorInEveryUse(string path, string arguments)
    {
        var condition = CompiledCondition.Compile(path, "eq", JsonElement.Parse("1"), [])!;
        Assert.All(Enum.GetValues<ConditionUse>(), use =>
        {
            var result = condition.Evaluate(new ConditionFacts { Arguments = JsonElement.Parse(arguments) }, use);
            Assert.Equal((ConditionVerdict.Error, "`args.list[*]` must be a number, not a string"), (result.Verdict, result.Problem));
        });
    }

    [Theory]
    [InlineData("eq", "neq")]
    [InlineData("in", "not_in")]
    [InlineData("lt", "gte")]
    [InlineData("gt", "lte")]
    public void Evaluate_ComplementaryOperatorsOnPresentNumbers_DisagreeOrBothErr(string op, string opposite)
    {
        string[] numbers = ["0", "-0", "1", "1.0", "-1", "1e-400", "1e400", "9007199254740992", "9007199254740993", "0.1", "0.10000000000000000001", "123456789012345678901234567890", "1e23", "99999999999999991611392"];
        foreach (var operand in numbers)
        {
            var written = JsonElement.Parse(op == "in" ? $"[{operand}]" : operand);
            var left = CompiledCondition.Compile("args.v", op, written, [])!;
            var right = CompiledCondition.Compile("args.v", opposite, written, [])!;
            foreach (var value in numbers)
            {
                var facts = new ConditionFacts { Arguments = JsonElement.Parse($$"""{"v":{{value}}}""") };
                var (one, other) = (left.Evaluate(facts, ConditionUse.DenyIf).Verdict, right.Evaluate(facts, ConditionUse.DenyIf).Verdict);
                Assert.True(one == ConditionVerdict.Error ? other == one : one != other && other != ConditionVerdict.Error, $"{value} {op} {operand}: {one}, {opposite}: {other}");
            }
        }
    }
}

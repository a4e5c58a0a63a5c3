using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Tests.Operators;

/// <summary>Strings are asked about as the bytes of the message: whatever escapes they are written with, the answer is that of the text.</summary>
public sealed class SpellingTests
{
    private static readonly string[] Letters = ["a", "b", "é", "\u0301", "€", "😀", "😁", "\"", "\\", "/", "\n", "["];

    [Fact]
    public void Evaluate_AnySpelling_AnswersAsForTheText()
    {
        var random = new Random(20261121);
        var held = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var (text, part) = (Text(random, 8), Text(random, 2));
            var expected = new Dictionary<string, bool>(StringComparer.Ordinal)
            {
                ["contains"] = text.Contains(part, StringComparison.Ordinal),
                ["starts_with"] = text.StartsWith(part, StringComparison.Ordinal),
                ["ends_with"] = text.EndsWith(part, StringComparison.Ordinal),
                ["eq"] = text == part,
                ["neq"] = text != part,
            };
            foreach (var (op, holds) in expected)
            {
                Assert.Equal((op, text, part, holds), (op, text, part, Ask(op, JsonSerializer.Serialize(part), Spell(text, random)).Verdict == ConditionVerdict.Holds));
                held += holds ? 1 : 0;
            }

            var length = text.EnumerateRunes().Count();
            Assert.Equal(ConditionVerdict.Holds, Ask("longer_than", $"{length - 1}", Spell(text, random)).Verdict);
            Assert.Equal(ConditionVerdict.Fails, Ask("longer_than", $"{length}", Spell(text, random)).Verdict);
        }

        Assert.True(held > 1_000);
    }

    [Theory]
    [InlineData("contains", "\"a\"")]
    [InlineData("starts_with", "\"a\"")]
    [InlineData("ends_with", "\"a\"")]
    [InlineData("eq", "\"a\"")]
    [InlineData("not_in", "[\"b\"]")]
    [InlineData("not_in", "[]")]
    [InlineData("longer_than", "0")]
    [InlineData("regex", "\"a\"")]
    public void Evaluate_HalfOfASurrogatePair_IsAnError(string op, string operand)
    {
        foreach (var value in new[] { "\"a\\ud83d\"", "\"\\ude00a\"" })
        {
            var result = Ask(op, operand, value);
            Assert.Equal((ConditionVerdict.Error, "`args.v` must be a string of valid Unicode, without a lone surrogate"), (result.Verdict, result.Problem));
        }
    }

    [Fact]
    public void Evaluate_ALongArgument_TakesNoMemoryOfItsLength()
    {
        using var arguments = JsonDocument.Parse($$"""{"v":"{{new string('x', 1_000_000)}}"}""");
        var facts = new ConditionFacts { Arguments = arguments.RootElement };
        foreach (var (op, operand) in new[] { ("contains", "\"forbidden\""), ("starts_with", "\"a\""), ("ends_with", "\"a\""), ("eq", "\"a\""), ("longer_than", "5"), ("regex", "\"^a\"") })
        {
            var condition = CompiledCondition.Compile("args.v", op, JsonElement.Parse(operand), [])!;
            condition.Evaluate(facts, ConditionUse.DenyIf);
            var before = GC.GetAllocatedBytesForCurrentThread();
            condition.Evaluate(facts, ConditionUse.DenyIf);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
        }
    }

    private static Catalog.Policy.Operators.TestResult Ask(string op, string operand, string value)
    {
        using var arguments = JsonDocument.Parse(Encoding.UTF8.GetBytes($$"""{"v":{{value}}}"""));
        return CompiledCondition.Compile("args.v", op, JsonElement.Parse(operand), [])!.Evaluate(new ConditionFacts { Arguments = arguments.RootElement }, ConditionUse.Require);
    }

    private static string Text(Random random, int most) => string.Concat(Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Letters[random.Next(Letters.Length)]));

    private static string Spell(string text, Random random)
    {
        var spelled = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (random.Next(3) == 0 || rune.Value is '"' or '\\' or '\n')
            {
                foreach (var unit in rune.ToString())
                {
                    spelled.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                }
            }
            else
            {
                spelled.Append(rune);
            }
        }

        return spelled.Append('"').ToString();
    }
}

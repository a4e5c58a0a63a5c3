using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;
using Catalog.Policy.Operators.Regex;

namespace Catalog.Policy.Tests.Operators.Regex;

/// <summary>Long texts and hostile patterns; left out of mutation runs, which ask every test a thousand times.</summary>
public sealed class PatternMatcherLoadTests
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a+)+b$")]
    [InlineData("(a|a)*b")]
    [InlineData("(a|aa)+b")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)b")]
    [InlineData("(?:a?){500}a{500}b")]
    [InlineData("a{1000}b")]
    [InlineData(".*.{1000}b")]
    [InlineData("(?i)(?:\\p{L}+\\b)*b")]
    [InlineData("(?m)^(?:a|aa)*b$")]
    [InlineData("((((((((((a*)*)*)*)*)*)*)*)*)*)b")]
    public void IsMatch_HostilePatternOnAMillionCharacters_Ends(string pattern)
    {
        var matcher = PatternMatcher.CompileOrNull(pattern, out _)!;
        Assert.False(matcher.IsMatch(Encoding.UTF8.GetBytes(new string('a', Million))));
        Assert.True(matcher.IsMatch(Encoding.UTF8.GetBytes(new string('a', Million - 1) + "b")));
    }

    [Fact]
    public void IsMatch_StatesThatDoNotRecur_AreFollowedDirectly()
    {
        // Every state remembers which of the last 40 characters were an `a`: with these there are a million different ones.
        var random = new Random(4711);
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
        var matcher = PatternMatcher.CompileOrNull("a.{40}c", out _)!;
        Assert.False(matcher.IsMatch(Encoding.UTF8.GetBytes(text)));
        Assert.True(matcher.IsMatch(Encoding.UTF8.GetBytes(text + "a" + new string('b', 40) + "c")));
        Assert.False(matcher.IsMatch(Encoding.UTF8.GetBytes(text + "a" + new string('b', 39) + "c" + text)));
    }

    [Fact]
    public void IsMatch_MoreWorkThanIsAllowed_IsNotDecidedAndDenies()
    {
        var random = new Random(4711);
        var text = string.Concat(Enumerable.Range(0, 150_000).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
        var condition = CompiledCondition.Compile("args.v", "regex", JsonElement.Parse("\"a(?:.{1000}|..{999}c)(?:.{1000}|.{999}d)(?:.{1000}|.{999}e)(?:.{1000}|.{999}f).{1000}.{1000}.{1000}.{1000}.{1000}.{1000}c\""), [])!;
        var result = condition.Evaluate(new ConditionFacts { Arguments = JsonSerializer.SerializeToElement(new { v = text }) }, ConditionUse.DenyIf);
        Assert.Equal((ConditionVerdict.Error, "`args.v` is too long for the pattern of the rule: send a shorter text"), (result.Verdict, result.Problem));

        // The next text has its own allowance.
        Assert.Equal(ConditionVerdict.Fails, condition.Evaluate(new ConditionFacts { Arguments = JsonElement.Parse("""{"v":"abc"}""") }, ConditionUse.DenyIf).Verdict);
    }

    [Theory]
    [InlineData("a", Million, ConditionVerdict.Fails)]
    [InlineData("a", Million + 1, ConditionVerdict.Error)]
    [InlineData("😀", Million, ConditionVerdict.Fails)]
    [InlineData("😀", Million + 1, ConditionVerdict.Error)]
    public void Evaluate_LengthOfTheValue_CountsCodePoints(string letter, int times, ConditionVerdict expected)
    {
        var condition = CompiledCondition.Compile("args.v", "regex", JsonElement.Parse("\"x\""), [])!;
        var facts = new ConditionFacts { Arguments = JsonSerializer.SerializeToElement(new { v = string.Concat(Enumerable.Repeat(letter, times)) }) };
        var result = condition.Evaluate(facts, ConditionUse.Require);
        Assert.Equal(expected, result.Verdict);
        Assert.Equal(expected == ConditionVerdict.Error ? "`args.v` must have at most 1,000,000 characters" : null, result.Problem);
    }

    [Fact]
    public void IsMatch_ManyThreads_AgreeWithOne()
    {
        var matcher = PatternMatcher.CompileOrNull("^(?:[a-f]{3}|\\d+)+$", out _)!;
        var texts = Enumerable.Range(0, 2_000).Select(static i => i % 3 == 0 ? $"abc{i}" : i % 3 == 1 ? $"ab{i}" : $"{i}fed").ToList();
        var alone = texts.Select(t => matcher.IsMatch(Encoding.UTF8.GetBytes(t))).ToList();
        Assert.Contains(true, alone);
        Assert.Contains(false, alone);
        Assert.Equal(alone, texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(t => matcher.IsMatch(Encoding.UTF8.GetBytes(t))));
    }
}

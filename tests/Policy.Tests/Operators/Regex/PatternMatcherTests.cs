using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Policy.Operators.Regex;
using FsCheck;
using FsCheck.Fluent;

namespace Catalog.Policy.Tests.Operators.Regex;

public sealed class PatternMatcherTests
{
    [Fact]
    public void IsMatch_GeneratedPatterns_AgreeWithTheFramework()
    {
        var text = from length in Gen.Choose(0, 12) from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 'B', '1', '_', ' ', '\n', '-'), length) select new string(letters);
        var inputs = from pattern in Pattern(3) from texts in Gen.ArrayOf(text, 8) select (pattern, texts);
        Prop.ForAll(Arb.From(inputs), static input =>
        {
            var (pattern, texts) = input;
            var matcher = PatternMatcher.CompileOrNull(pattern, out var problem);
            Assert.True(matcher is not null, $"{pattern}: {problem}");
            var expected = new System.Text.RegularExpressions.Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return texts.All(t => matcher.IsMatch(Encoding.UTF8.GetBytes(t)) == expected.IsMatch(t)).Label($"{pattern} on {JsonSerializer.Serialize(texts)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Compile_DeepestNesting_Ends()
    {
        Assert.NotNull(PatternMatcher.CompileOrNull(new string('(', 499) + "a" + new string(')', 499), out _));
        Assert.NotNull(PatternMatcher.CompileOrNull(new string('(', 333) + "a" + string.Concat(Enumerable.Repeat(")*", 333)), out _));
    }

    private static Gen<string> Pattern(int depth)
    {
        var set = Gen.Elements("a", "b", "1", "[ab]", "[^a]", "[a-b1]", ".", "(?s:.)", "-", "\\n", "[\\s_]", "[[]", "\\x61", "(?i:b)", "(?i:[^A])");
        var place = Gen.Elements("^", "\\z", "\\A", "(?m:^)", "(?m:$)", "\\b", "\\B");
        if (depth == 0)
        {
            return Gen.Frequency((5, set), (1, place));
        }

        var inner = Pattern(depth - 1);
        var grouped = inner.Select(static p => $"(?:{p})");
        var repeated = from one in Gen.OneOf(set, grouped) from times in Gen.Elements("*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{0,2}", "{1,3}", "{2,}", "{0,}") select one + times;
        return Gen.Frequency(
            (2, set),
            (1, place),
            (3, repeated),
            (3, from left in inner from right in inner select left + right),
            (2, from left in inner from right in inner select $"(?:{left}|{right})"),
            (1, grouped.Select(static p => $"({p}|)")));
    }
}

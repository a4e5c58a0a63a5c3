using System.Text.Json;
using Catalog.Policy.Operators.Operands;
using Catalog.Policy.Operators.Regex;

namespace Catalog.Policy.Operators;

/// <summary>A regular expression of the RE2 subset.</summary>
internal sealed class RegexOperator : IConditionOperator
{
    internal const int MaxValueLength = 1_000_000;

    public string Id => "regex";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning =>
        "Holds where the pattern (RE2 syntax, without look-around and references) matches anywhere in the string, by code point and in linear time. Write ^ and $ to bind it to the ends.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems)
    {
        if (StringOperand.OperandOrNull(operand, problems) is not { } pattern)
        {
            return null;
        }

        if (PatternMatcher.CompileOrNull(pattern, out var problem) is { } matcher)
        {
            return new TextTest(text => Match(matcher, text));
        }

        problems.Add(new OperandProblem("", problem!));
        return null;
    }

    private static TestResult Match(PatternMatcher matcher, ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxValueLength && Utf8Text.CodePointsIn(text) > MaxValueLength)
        {
            return TestResult.Error("must have at most 1,000,000 characters");
        }

        return matcher.IsMatch(text) is { } matched ? TestResult.Of(matched) : TestResult.Error("is too long for the pattern of the rule: send a shorter text");
    }
}

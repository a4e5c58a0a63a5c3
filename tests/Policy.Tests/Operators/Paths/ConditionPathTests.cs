using System.Text.Json;
using Catalog.Policy.Operators.Conditions;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Tests.Operators.Paths;

public sealed class ConditionPathTests
{
    [Theory]
    [InlineData("args.a", "a")]
    [InlineData("args.a.b", "a/b")]
    [InlineData("args.list[0]", "list/#0")]
    [InlineData("args.list[2147483647]", "list/#2147483647")]
    [InlineData("args.list[*].x", "list/*/x")]
    [InlineData("args[\"odd.key\"]", "odd.key")]
    [InlineData("args[\"a\"][\"b\"]", "a/b")]
    [InlineData("args[\"a\\\\\"]", "a\\")]
    [InlineData("args[\"\\u00e9\\\"]\"].x", "é\"]/x")]
    [InlineData("args[\"\"]", "")]
    [InlineData("args.\U00010400x", "\U00010400x")]
    [InlineData("grant.claims.x", "x")]
    [InlineData("grant.label", "")]
    public void ParseOrNull_Path_HasItsSteps(string text, string steps)
    {
        var path = ConditionPath.ParseOrNull(text, out var problem);
        Assert.Null(problem);
        Assert.Equal(text, path!.Text);
        Assert.Equal(text, path.ToString());
        Assert.Equal(steps, string.Join('/', path.Steps.Select(static s => s.Member ?? (s.Index is { } i ? $"#{i}" : "*"))));
        Assert.Equal(text.Contains("[*]", StringComparison.Ordinal), path.HasEveryElement);
    }

    [Theory]
    [InlineData("", "begins with neither")]
    [InlineData("arg.a", "begins with neither")]
    [InlineData("argsx.a", "begins with neither")]
    [InlineData("Args.a", "begins with neither")]
    [InlineData(" args.a", "begins with neither")]
    [InlineData("grant", "begins with neither")]
    [InlineData("grant.id", "begins with neither")]
    [InlineData("grant.labels", "begins with neither")]
    [InlineData("grant.label.x", "`grant.label` is a string, nothing is inside it")]
    [InlineData("grant.label[0]", "`grant.label` is a string, nothing is inside it")]
    [InlineData("args", "names nothing inside `args`")]
    [InlineData("grant.claims", "names nothing inside `grant.claims`")]
    [InlineData("args.", "ends after a dot: name a member")]
    [InlineData("args.a.", "ends after a dot: name a member")]
    [InlineData("args..a", "cannot stand behind a dot, at character 6")]
    [InlineData("args.a b", "cannot stand behind a dot, at character 7")]
    [InlineData("args.*", "cannot stand behind a dot, at character 6")]
    [InlineData("args.[0]", "cannot stand behind a dot, at character 6")]
    [InlineData("args.a]", "cannot stand behind a dot, at character 7")]
    [InlineData("args[", "has `[`")]
    [InlineData("args[0", "has `[0`")]
    [InlineData("args[*", "has `[*`")]
    [InlineData("args[]", "has `[`")]
    [InlineData("args[-1]", "has `[-1`")]
    [InlineData("args[01]", "has `[01`")]
    [InlineData("args[+1]", "has `[+1`")]
    [InlineData("args[1 ]", "has `[1 `")]
    [InlineData("args[2147483648]", "has `[2147483648`")]
    [InlineData("args[\u0661]", "has `[\u0661`")]
    [InlineData("args[a]", "has `[a`")]
    [InlineData("args['a']", "has `['a'`")]
    [InlineData("args[**]", "has `[**`")]
    [InlineData("args[0]x", "has `x` where `.` or `[` is expected, at character 8")]
    [InlineData("args[\"a\"]x", "has `x` where `.` or `[` is expected, at character 10")]
    [InlineData("args[\"a", "quoted member name that does not end")]
    [InlineData("args[\"a\"", "quoted member name that does not end")]
    [InlineData("args[\"a\\\"]", "quoted member name that does not end")]
    [InlineData("args[\"a\"b]", "quoted member name that does not end")]
    [InlineData("args[\"\\q\"]", "is no JSON string")]
    [InlineData("args[\"\\ud800\"]", "is no JSON string")]
    [InlineData("args[\"a\nb\"]", "is no JSON string")]
    public void ParseOrNull_WhatIsNoPath_SaysWhy(string text, string why)
    {
        Assert.Null(ConditionPath.ParseOrNull(text, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    // An attribute cannot carry a lone surrogate.
    [Fact]
    public void ParseOrNull_LoneSurrogate_SaysWhy()
    {
        Assert.Null(ConditionPath.ParseOrNull("args.a\ud800", out var dotted));
        Assert.Contains("cannot stand behind a dot, at character 7", dotted, StringComparison.Ordinal);
        Assert.Null(ConditionPath.ParseOrNull("args[\"\ud800\"]", out var quoted));
        Assert.Contains("is no JSON string", quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "args.plain")]
    [InlineData("kebab-case", "args.kebab-case")]
    [InlineData("odd.key", "args[\"odd.key\"]")]
    [InlineData("a b", "args[\"a b\"]")]
    [InlineData("", "args[\"\"]")]
    [InlineData("quo\"te", "args[\"quo\\\"te\"]")]
    [InlineData("é", "args.é")]
    [InlineData("a\u0903\u0301", "args.a\u0903\u0301")]
    [InlineData("*", "args[\"*\"]")]
    [InlineData("[0]", "args[\"[0]\"]")]
    public void OfArgument_Name_ParsesBack(string name, string expected)
    {
        Assert.Equal(expected, PathText.OfArgument(name));
        Assert.Equal([PathStep.OfMember(name)], ConditionPath.ParseOrNull(expected, out _)!.Steps);
    }

    [Theory]
    [InlineData("args.a[0][*].b", PathRoot.Arguments)]
    [InlineData("grant.label", PathRoot.GrantLabel)]
    [InlineData("grant.claims.a", PathRoot.GrantClaims)]
    public void Of_ParsedPath_IsItsText(string text, PathRoot root)
    {
        var path = ConditionPath.ParseOrNull(text, out _)!;
        Assert.Equal(root, path.Root);
        Assert.Equal(text, PathText.Of(path.Root, path.Steps));
    }

    [Fact]
    public void Walk_NameThatIsNoUnicode_IsAProblem()
    {
        var path = ConditionPath.ParseOrNull("args.a.long_enough_name", out _)!;
        var walk = path.Walk(new ConditionFacts { Arguments = JsonElement.Parse("""{"a":{"\ud800ong_enough_name":1}}""") });
        Assert.Equal("`args.a` has a member name that is not valid Unicode", walk.Problem);
        Assert.Empty(walk.Values);
    }

    [Fact]
    public void Walk_ManyElements_GivesThemInOrder()
    {
        var walk = ConditionPath.ParseOrNull("args.l[*].x", out _)!.Walk(new ConditionFacts { Arguments = JsonElement.Parse("""{"l":[{"x":1},{},{"x":3}]}""") });
        Assert.Equal(["1", null, "3"], walk.Values.Select(static v => v?.GetRawText()));
        Assert.False(walk.MetEmptyList);
    }
}

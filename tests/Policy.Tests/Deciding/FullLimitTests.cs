using System.Text;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

public sealed class FullLimitTests
{
    private const string Document = """
        { "version": "1", "default": "deny",
          "all_tools": { "limits": [ { "counter": "all", "window": "minute", "max": 1.20e2, "scope": "grant" } ] },
          "tools": { "t": { "limits": [ { "counter": "a b", "window": "hour", "max": 0.50, "scope": "grant" }, { "counter": "c", "window": "month", "max": 7, "scope": "server" } ] } } }
        """;

    private static readonly PolicySet Policy = PolicyLoader.Load(Encoding.UTF8.GetBytes(Document), "p").Policy!;

    private static readonly Decision Decided = PolicyDecisionPoint.Decide(
        Policy,
        new ToolCall { Server = "s", Tool = "t", Grant = new GrantFacts { Id = "g", Label = "g" } });

    [Theory]
    [InlineData("/all_tools/limits/0", "Limit reached: 120 per minute for `all`")]
    [InlineData("/tools/t/limits/0", "Limit reached: 0.5 per hour for `a b`")]
    [InlineData("/tools/t/limits/1", "Limit reached: 7 per month for `c`")]
    public void DenyFull_OneLimit_TellsItInTheWordsOfTheSpecification(string rule, string message)
    {
        var denied = PolicyDecisionPoint.DenyFull(Policy, Decided, [new FullLimit(rule, TimeSpan.FromSeconds(41))]);

        Assert.Equal((DecisionKind.Deny, rule, message, 41), (denied.Kind, denied.Rule, denied.Message, denied.RetryAfterSeconds));
        Assert.Equal($"[POLICY DENIED] {message}", DecisionText.Denied(denied));
        Assert.Equal(Policy.Id, denied.PolicyId);
    }

    [Fact]
    public void DenyFull_SeveralLimits_TellsTheFirstAndTheLongestWait()
    {
        var denied = PolicyDecisionPoint.DenyFull(
            Policy,
            Decided,
            [new FullLimit("/all_tools/limits/0", TimeSpan.FromSeconds(3)), new FullLimit("/tools/t/limits/0", TimeSpan.FromSeconds(90.2)), new FullLimit("/tools/t/limits/1", TimeSpan.FromSeconds(5))]);

        Assert.Equal(("/all_tools/limits/0", 91), (denied.Rule, denied.RetryAfterSeconds));
    }

    [Fact]
    public void DenyFull_CallThatAloneExceedsALimit_NamesNoWait()
    {
        var denied = PolicyDecisionPoint.DenyFull(Policy, Decided, [new FullLimit("/all_tools/limits/0", TimeSpan.FromSeconds(3)), new FullLimit("/tools/t/limits/0", null)]);

        Assert.Null(denied.RetryAfterSeconds);
        Assert.Equal(DecisionKind.Deny, denied.Kind);
    }

    [Fact]
    public void DenyFull_WindowAboutToEnd_NamesAWholeSecond() =>
        Assert.Equal(1, PolicyDecisionPoint.DenyFull(Policy, Decided, [new FullLimit("/all_tools/limits/0", TimeSpan.Zero)]).RetryAfterSeconds);

    [Fact]
    public void DenyFull_NoLimitNamed_DeniesAllTheSame()
    {
        var denied = PolicyDecisionPoint.DenyFull(Policy, Decided, []);

        Assert.Equal((DecisionKind.Deny, "(limits)", "Denied by policy rule `(limits)`", null), (denied.Kind, denied.Rule, denied.Message, denied.RetryAfterSeconds));
    }

    [Fact]
    public void DenyFull_LimitOfAnotherDocument_DeniesByItsName() =>
        Assert.Equal("Denied by policy rule `/tools/x/limits/9`", PolicyDecisionPoint.DenyFull(Policy, Decided, [new FullLimit("/tools/x/limits/9", null)]).Message);

    [Fact]
    public void Deny_AnythingDecided_DrawsAndAsksNothingMore()
    {
        Assert.NotEmpty(Decided.Draws);
        var denied = PolicyDecisionPoint.Deny(Decided with { RetryAfterSeconds = 3, Would = ["deny /x"] }, "(counter store unavailable)", "The limits cannot be counted now");

        Assert.Equal((DecisionKind.Deny, "(counter store unavailable)", "The limits cannot be counted now"), (denied.Kind, denied.Rule, denied.Message));
        Assert.Empty(denied.Draws);
        Assert.Null(denied.Approval);
        Assert.Null(denied.RetryAfterSeconds);
        Assert.Equal(["deny /x"], denied.Would);
    }
}

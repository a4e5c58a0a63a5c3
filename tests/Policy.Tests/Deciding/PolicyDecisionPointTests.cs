using System.Text;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

public sealed class PolicyDecisionPointTests
{
    private static readonly PolicySet Policy = PolicyLoader.Load(
        Encoding.UTF8.GetBytes("""{ "version": "1", "default": "deny", "tools": { "t": { "approval": {} }, "u": { "require": [ { "conditions": [ { "path": "args.a", "op": "exists", "value": false } ] } ] } } }"""),
        "p").Policy!;

    private static readonly ToolCall Call = new() { Server = "s", Tool = "t", Grant = new GrantFacts { Id = "g", Label = "g" } };

    [Fact]
    public void Decide_NoCall_IsAMistakeOfTheCallerEvenWithoutAPolicy()
    {
        Assert.Throws<ArgumentNullException>(static () => PolicyDecisionPoint.Decide(Policy, null!));
        Assert.Throws<ArgumentNullException>(static () => PolicyDecisionPoint.Decide(null, null!));
    }

    [Fact]
    public void DenyFull_PartsMissing_IsAMistakeOfTheCaller()
    {
        var decided = PolicyDecisionPoint.Decide(Policy, Call);

        Assert.Equal("policy", Assert.Throws<ArgumentNullException>(() => PolicyDecisionPoint.DenyFull(null!, decided, [])).ParamName);
        Assert.Equal("full", Assert.Throws<ArgumentNullException>(() => PolicyDecisionPoint.DenyFull(Policy, decided, null!)).ParamName);
        Assert.Equal("decided", Assert.Throws<ArgumentNullException>(static () => PolicyDecisionPoint.DenyFull(Policy, null!, [])).ParamName);
        Assert.Equal("decided", Assert.Throws<ArgumentNullException>(static () => PolicyDecisionPoint.Deny(null!, "(x)", "y")).ParamName);
        Assert.Equal("decision", Assert.Throws<ArgumentNullException>(static () => DecisionText.Denied(null!)).ParamName);
    }

    [Fact]
    public void Findings_StepWithoutAnArm_IsNotPassedOver() => Assert.Contains(
        "the step 99 is not decided",
        Assert.Throws<InvalidOperationException>(static () => PolicyDecisionPoint.Findings((DecisionStep)99, new CallContext(Policy, Call))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Decide_ArgumentsThatAreNoValueAtAll_ReadAsAnEmptyObject()
    {
        Assert.Equal(DecisionKind.Allow, PolicyDecisionPoint.Decide(Policy, Call with { Tool = "u", Arguments = default(JsonElement) }).Kind);
        var asked = PolicyDecisionPoint.Decide(Policy, Call with { Arguments = default(JsonElement) });
        Assert.Equal("""{"name":"t"}""", asked.Approval!.Parameters);
    }
}

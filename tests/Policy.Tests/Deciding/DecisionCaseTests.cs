using System.Text;
using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Tests.Deciding;

public sealed class DecisionCaseTests
{
    private static readonly IReadOnlyList<(string Name, DecisionCaseFile Content)> Files = CaseFiles.Read<DecisionCaseFile>("Deciding");

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, file) in Files)
        {
            foreach (var one in file.Cases)
            {
                rows.Add(name, one.Note);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_CaseOfTheSpecification_IsAsWritten(string file, string note)
    {
        var (one, policy) = Find(file, note);

        Compare(one, policy, PolicyDecisionPoint.Decide(policy, one.Call.ToCall()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_PolicyWrittenAndReadAgain_DecidesAlike(string file, string note)
    {
        var (one, policy) = Find(file, note);
        if (policy is null)
        {
            Assert.Equal(DecisionKind.Deny, one.Decision);
            return;
        }

        var again = PolicyLoader.Load(Encoding.UTF8.GetBytes(PolicyWriter.Write(policy.File)), policy.Name);

        Assert.Empty(again.Errors);
        Assert.Equal(PolicyWriter.Write(policy.File), PolicyWriter.Write(again.Policy!.File));
        var decided = PolicyDecisionPoint.Decide(again.Policy, one.Call.ToCall());
        Compare(one, again.Policy, decided);
        Assert.Equal(PolicyDecisionPoint.Decide(policy, one.Call.ToCall()).Approval?.Binding, decided.Approval?.Binding);
    }

    [Fact]
    public void Cases_NotesOfAFile_AreDistinct()
    {
        Assert.All(Files, static f => Assert.Equal(f.Content.Cases.Count, f.Content.Cases.Select(static c => c.Note).Distinct().Count()));
    }

    internal static string Describe(CounterDraw draw) =>
        $"{draw.Key.Scope.ToString().ToLowerInvariant()}:{draw.Key.ScopeId} {draw.Key.Server} {draw.Key.Counter} {draw.Key.Window.ToString().ToLowerInvariant()} {draw.Nanos} "
        + string.Join(' ', draw.Caps.Select(static c => $"{c.Rule}<={c.MaxNanos}{(c.Observed ? "?" : "")}"))
        + (draw.RefundOnError ? " refund" : "");

    private static (DecisionCase Case, PolicySet? Policy) Find(string file, string note)
    {
        var content = Files.Single(f => f.Name == file).Content;
        var one = content.Cases.Single(c => c.Note == note);
        var policy = one.Policy.ValueKind == JsonValueKind.Undefined ? content.Policy!.Value : one.Policy;
        if (policy.ValueKind == JsonValueKind.Null)
        {
            return (one, null);
        }

        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(policy.GetRawText()), "case");
        Assert.Empty(loaded.Errors);
        return (one, loaded.Policy);
    }

    private static void Compare(DecisionCase expected, PolicySet? policy, Decision decision)
    {
        Assert.Equal((expected.Decision, expected.Rule), (decision.Kind, decision.Rule));
        Assert.Equal(expected.Would, decision.Would);
        Assert.Equal(expected.Errors, decision.Errors);
        Assert.Equal(policy?.Id, decision.PolicyId);
        Assert.Null(decision.RetryAfterSeconds);
        Assert.Equal(expected.Decision == DecisionKind.Allow, decision.Message is null);
        Assert.Equal(expected.Decision == DecisionKind.Pending, decision.Approval is not null);
        if (expected.Message is not null)
        {
            Assert.Equal(expected.Message, decision.Message);
        }

        if (expected.Decision is DecisionKind.Deny or DecisionKind.Refuse)
        {
            Assert.Empty(decision.Draws);
        }

        if (expected.Draws is not null)
        {
            Assert.Equal(expected.Draws, decision.Draws.Select(Describe));
        }

        if (expected.Asks is not null)
        {
            Assert.Equal(expected.Asks, decision.Approval?.Messages);
            Assert.Equal(expected.Rule, decision.Approval?.Rule);
        }

        if (expected.Expires is not null)
        {
            Assert.Equal(expected.Expires, decision.Approval?.Expires);
        }

        if (expected.Shown is not null)
        {
            Assert.Equal(expected.Shown, PolicyDecisionPoint.IsShown(policy!, expected.Call.Subject, expected.Call.Tool));
        }
    }
}

using Catalog.Core.Classifications;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Tests.Recommending;

public sealed class PolicyRecommenderTests
{
    [Theory]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Read, DecisionKind.Allow, null)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Write, DecisionKind.Allow, 30)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Execute, DecisionKind.Allow, 10)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Destructive, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Financial, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, Category.Unknown, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Read, DecisionKind.Allow, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Write, DecisionKind.Allow, 30)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Execute, DecisionKind.Allow, 10)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Destructive, DecisionKind.Pending, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Financial, DecisionKind.Pending, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, Category.Unknown, DecisionKind.Pending, null)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Strict, Category.Read, DecisionKind.Allow, null)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Strict, Category.Write, DecisionKind.Allow, 10)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Strict, Category.Execute, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Strict, Category.Execute, DecisionKind.Pending, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Strict, Category.Destructive, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Strict, Category.Unknown, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.ReadOnly, Category.Read, DecisionKind.Allow, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.ReadOnly, Category.Write, DecisionKind.Deny, null)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.ReadOnly, Category.Unknown, DecisionKind.Deny, null)]
    public void ForServer_Category_DecidesAsPromised(PolicyDialect dialect, PolicyProfile profile, Category category, DecisionKind expected, int? perMinute)
    {
        var policy = Sample.Load(PolicyRecommender.ForServer([Sample.Tool("t", category)], Sample.Options(dialect, profile)));
        var decision = Sample.Decide(policy, "t");
        Assert.Equal(expected, decision.Kind);
        var caps = decision.Draws.SelectMany(static d => d.Caps.Select(c => (d.Key.Window, c.MaxNanos / 1_000_000_000))).ToList();
        Assert.Equal(perMinute is { } max ? [(CounterWindow.Minute, max)] : [], caps);
        Assert.Equal(DecisionKind.Deny, Sample.Decide(policy, "other").Kind);
    }

    [Theory]
    [InlineData(PolicyDialect.Portable, DecisionKind.Deny)]
    [InlineData(PolicyDialect.Gateway, DecisionKind.Pending)]
    public void ForServer_Dispatcher_IsTreatedLikeDestructive(PolicyDialect dialect, DecisionKind expected) => Assert.All(
        Enum.GetValues<Category>(),
        category => Assert.Equal(expected, Sample.Kind(PolicyRecommender.ForServer([Sample.Tool("t", category, dispatcher: true)], Sample.Options(dialect)), "t")));

    [Fact]
    public void ForServer_Read_IsListedWithNothing()
    {
        var entry = Assert.Single(PolicyRecommender.ForServer([Sample.Tool("get", Category.Read, """{"properties":{"url":{"type":"string"}}}""", facets: [Facet.Network])], Sample.Options(PolicyDialect.Gateway)).Tools);
        Assert.Equal((0, 0, 0), (entry.Require.Count, entry.DenyIf.Count, entry.Limits.Count));
        Assert.Null(entry.Approval);
    }

    [Fact]
    public void ForServer_Denied_SaysWhyAndWhatToDo()
    {
        var policy = Sample.Load(PolicyRecommender.ForServer([Sample.Tool("wipe", Category.Destructive), Sample.Tool("pay", Category.Financial)], Sample.Options(PolicyDialect.Portable)));
        Assert.Equal("`wipe` is denied by this policy: it can delete, revoke or overwrite without an ordinary undo. Ask a person to do it.", Sample.Decide(policy, "wipe").Message);
        Assert.Equal("/tools/wipe/deny_if/0", Sample.Decide(policy, "wipe").Rule);
        Assert.Equal("`pay` is denied by this policy: it can move money or bind somebody to pay. Ask a person to do it.", Sample.Decide(policy, "pay").Message);
    }

    [Fact]
    public void ForServer_ReadOnly_SaysThatOnlyReadingIsAllowed() => Assert.Equal(
        "`put` is denied by this policy: only reading is allowed, and it can change something. Ask whoever keeps the policy if you need it.",
        Sample.Decide(Sample.Load(PolicyRecommender.ForServer([Sample.Tool("put", Category.Write)], Sample.Options(PolicyDialect.Portable, PolicyProfile.ReadOnly))), "put").Message);

    [Fact]
    public void ForServer_PortableDocument_UsesNoExtension()
    {
        var tools = Enum.GetValues<Category>().Select(static c => Sample.Tool($"t{c}", c, """{"properties":{"url":{"type":"string"},"path":{"type":"string"},"commands":{"type":"array","items":{"type":"string"}}}}""", facets: [Facet.Network, Facet.Files, Facet.Shell])).ToList();
        var file = PolicyRecommender.ForServer(tools, Sample.Options(PolicyDialect.Portable));
        Assert.All(file.Tools, static e =>
        {
            Assert.Null(e.Approval);
            Assert.Null(e.Mode);
            Assert.Null(e.Arguments);
            Assert.All(e.DenyIf.SelectMany(static r => r.Conditions), static c =>
            {
                Assert.True(Catalog.Policy.Operators.ConditionOperators.FindOrNull(c.Op)!.Portable);
                Assert.DoesNotContain("[*]", c.Path, StringComparison.Ordinal);
            });
            Assert.All(e.Limits, static l => Assert.Equal((CounterWindow.Minute, CounterScope.Grant, null), (l.Window, l.Scope, l.AmountFrom)));
        });
        Assert.Contains(file.Tools, static e => e.DenyIf.Any(static r => r.Conditions.Count > 0));
        Assert.Contains("Dialect portable", file.Description, StringComparison.Ordinal);
        Assert.Contains("Dialect gateway", PolicyRecommender.ForServer(tools, Sample.Options(PolicyDialect.Gateway)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ForServer_NamesThatWouldBePatterns_StayDenied()
    {
        var file = PolicyRecommender.ForServer([Sample.Tool("get_*", Category.Read), Sample.Tool("*", Category.Read), Sample.Tool("get_one", Category.Destructive)], Sample.Options(PolicyDialect.Portable));
        Assert.Equal(["get_one"], file.Tools.Select(static t => t.Name));
        Assert.Contains("Denied, because their names would be read as patterns: `*`, `get_*`.", file.Description, StringComparison.Ordinal);
        var policy = Sample.Load(file);
        Assert.All(["get_*", "*", "get_two"], name => Assert.Equal(DecisionKind.Deny, Sample.Decide(policy, name).Kind));
    }

    [Fact]
    public void ForServer_LoneSurrogateInAName_StaysDeniedAndLoads()
    {
        var file = PolicyRecommender.ForServer([Sample.Tool("a\ud800", Category.Read), Sample.Tool("\U0001F600", Category.Read)], Sample.Options(PolicyDialect.Portable));
        Assert.Equal(["\U0001F600"], file.Tools.Select(static t => t.Name));
        Assert.Equal(DecisionKind.Allow, Sample.Kind(file, "\U0001F600"));
    }

    [Fact]
    public void ForServer_ManyNamesThatWouldBePatterns_NamesFive()
    {
        var file = PolicyRecommender.ForServer([.. Enumerable.Range(1, 6).Select(static i => Sample.Tool($"{i}*", Category.Read))], Sample.Options(PolicyDialect.Portable));
        Assert.EndsWith("`1*`, `2*`, `3*`, `4*`, `5*`, ….", file.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Category.Read, Category.Write, 30)]
    [InlineData(Category.Write, Category.Execute, 10)]
    [InlineData(Category.Execute, Category.Unknown, null)]
    [InlineData(Category.Execute, Category.Destructive, null)]
    public void ForServer_NameDefinedTwice_HasTheMostSevereTreatment(Category one, Category other, int? perMinute)
    {
        Assert.All([(one, other), (other, one)], pair =>
        {
            var entry = Assert.Single(PolicyRecommender.ForServer([Sample.Tool("t", pair.Item1), Sample.Tool("t", pair.Item2)], Sample.Options(PolicyDialect.Portable)).Tools);
            Assert.Equal(perMinute?.ToString(), entry.Limits.SingleOrDefault()?.Max);
            Assert.Equal(perMinute is null ? 1 : 0, entry.DenyIf.Count);
        });
    }

    [Fact]
    public void ForServer_UnreachedTools_AreLeftOut() => Assert.Equal(
        ["a", "b", "c"],
        PolicyRecommender.ForServer(
            [
                Sample.Tool("c", Category.Read, exposed: Exposure.Unknown), Sample.Tool("d", Category.Read, exposed: Exposure.No),
                Sample.Tool("b", Category.Read, exposed: Exposure.Conditional), Sample.Tool("a", Category.Read),
            ],
            Sample.Options(PolicyDialect.Portable)).Tools.Select(static t => t.Name));

    [Fact]
    public void ForTool_Description_SaysThatAllOthersAreDeniedAndLinksTheServers()
    {
        var tool = Sample.Tool("get", Category.Read);
        var file = PolicyRecommender.ForTool(tool, Sample.Options(PolicyDialect.Portable) with { ServerPolicyUrl = "/servers/npm:example/policy.json" });
        Assert.Equal(PolicyDefault.Deny, file.Default);
        Assert.Contains("Only for `get`: every other tool of this server is denied by this document.", file.Description, StringComparison.Ordinal);
        Assert.Contains("/servers/npm:example/policy.json", file.Description, StringComparison.Ordinal);
        Assert.Equal(DecisionKind.Allow, Sample.Kind(file, "get"));
        Assert.Equal(DecisionKind.Deny, Sample.Kind(file, "other"));
        Assert.Equal(PolicyRecommender.ForServer([tool], Sample.Options(PolicyDialect.Portable)).Tools[0].Limits, file.Tools[0].Limits);
    }

    [Fact]
    public void TreatmentOf_EveryProfile_NeverDoesMoreThanTheNext()
    {
        foreach (var dialect in Enum.GetValues<PolicyDialect>())
        {
            foreach (var category in Enum.GetValues<Category>())
            {
                var kinds = new[] { PolicyProfile.Balanced, PolicyProfile.Strict, PolicyProfile.ReadOnly }
                    .Select(p => PolicyRecommender.TreatmentOf(Sample.Tool("t", category).Classification, p, dialect))
                    .ToList();
                Assert.Equal(kinds.Select(static t => t.Kind).Order(), kinds.Select(static t => t.Kind));
                Assert.All(kinds, static t => Assert.Equal(t.Kind is TreatmentKind.Approval or TreatmentKind.Denied, t.Reason.Length > 0));
            }
        }
    }
}

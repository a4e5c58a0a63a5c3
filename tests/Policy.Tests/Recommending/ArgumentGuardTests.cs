using Catalog.Core.Classifications;
using Catalog.Core.Decisions;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Tests.Recommending;

public sealed class ArgumentGuardTests
{
    private static readonly IReadOnlyList<ArgumentGuardCase> All =
        [.. CaseFiles.Read<IReadOnlyList<ArgumentGuardCase>>("Recommending").SelectMany(static f => f.Content)];

    public static TheoryData<int, string> Cases() => [.. All.Select(static (c, i) => (i, c.Note))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void ForServer_Case_DecidesAsPromised(int index, string note)
    {
        var one = All[index];
        Assert.Equal(note, one.Note);
        var tool = Sample.Tool("run", Category.Execute, $$"""{"type":"object","properties":{{one.Properties.GetRawText()}}}""", facets: [.. one.Facets]);
        foreach (var dialect in one.Dialect is { } only ? [only] : Enum.GetValues<PolicyDialect>())
        {
            var file = PolicyRecommender.ForServer([tool], Sample.Options(dialect));
            if (one.Rules is { } rules)
            {
                Assert.Equal(rules, file.Tools[0].DenyIf.Count);
            }

            var decision = Sample.Decide(Sample.Load(file), "run", one.Arguments.GetRawText());
            Assert.Equal(one.Decision, decision.Kind);
            if (one.Decision == DecisionKind.Deny)
            {
                Assert.StartsWith("/tools/run/deny_if/", decision.Rule, StringComparison.Ordinal);
            }
        }
    }
}

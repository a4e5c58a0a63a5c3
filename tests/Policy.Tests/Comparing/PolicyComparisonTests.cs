using System.Text;
using Catalog.Policy.Checking;
using Catalog.Policy.Comparing;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Tests.Comparing;

public sealed class PolicyComparisonTests
{
    private const string Before = """
        { "version": "1", "default": "deny", "hide": ["x", "y"], "all_tools": { "deny_if": [ {} ] },
          "tools": { "t": { "limits": [ { "counter": "c", "window": "day", "max": 5, "scope": "grant" }, { "counter": "c", "window": "day", "max": 5, "scope": "grant" } ] }, "u": {} } }
        """;

    [Fact]
    public void Compare_SameSaidOtherwise_FindsNothing() => Assert.Empty(Compare(Before, """
        { "tools": { "u": {}, "t": { "require": [], "limits": [ { "scope": "grant", "counter": "c", "window": "day", "max": 5 }, { "counter": "c", "window": "day", "max": 5, "scope": "grant" } ] } },
          "all_tools": { "deny_if": [ { "conditions": [] } ] }, "hide": ["y", "x"], "default": "deny", "mode": "enforce", "version": "1" }
        """));

    [Fact]
    public void Compare_DifferentDocuments_FindsEachDifference()
    {
        var changes = Compare(Before, """
            { "version": "1", "default": "allow", "hide": ["x", "z"], "mode": "observe",
              "tools": { "t": { "limits": [ { "counter": "c", "window": "day", "max": 5, "scope": "grant" } ], "approval": {} }, "v/w": {} } }
            """);

        Assert.Equal(
            [
                "- /default \"deny\"",
                "+ /default \"allow\"",
                "- /hide \"y\"",
                "+ /hide \"z\"",
                "- /all_tools/deny_if {\"conditions\":[]}",
                "- /tools/t/limits {\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"scope\":\"grant\"}",
                "- /tools/u ",
                "+ /mode \"observe\"",
                "+ /tools/t/approval {}",
                "+ /tools/v~1w ",
            ],
            changes.Select(static c => $"{(c.Added ? '+' : '-')} {c.Pointer} {c.Text}"));
    }

    private static IReadOnlyList<PolicyChange> Compare(string before, string after) => PolicyComparison.Compare(Read(before), Read(after));

    private static PolicyFile Read(string text) => PolicyLoader.Load(Encoding.UTF8.GetBytes(text), "p").Policy!.File;
}

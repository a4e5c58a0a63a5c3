using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Replaying;

namespace Catalog.Policy.Tests.Replaying;

public sealed class ReplayReportTests
{
    private const string Candidate = """
    {"version":"1","default":"deny","tools":{
      "read":{},
      "write":{"deny_if":[{"conditions":[{"path":"args.path","op":"starts_with","value":"/etc"}]}]},
      "pay":{"approval":{}},
      "mine":{"require":[{"conditions":[{"path":"grant.label","op":"eq","value":"a"}]}]}}}
    """;

    [Fact]
    public void Calls_AreDecidedAnew_AndGatheredByWhatChanges()
    {
        var report = ReplayReport.Of(Load(), [
            Entry("read", DecisionKind.Allow),
            Entry("gone", DecisionKind.Allow),
            Entry("gone", DecisionKind.Allow) with { Time = DateTimeOffset.UnixEpoch.AddDays(1), Id = "later" },
            Entry("write", DecisionKind.Allow, """{"path":"/etc/x"}"""),
            Entry("write", DecisionKind.Allow, """{"path":"/srv/x"}"""),
            Entry("pay", DecisionKind.Allow) with { DecidedBy = ["ann"], Rule = "/tools/pay/approval" },
            Entry("read", DecisionKind.Deny) with { Rule = "(default deny)" },
        ]);
        Assert.Equal((7, 3, 4), (report.Calls, report.Same, report.Differ));
        Assert.Empty(report.Untold);
        var first = report.Differences[0];
        Assert.Equal(("gone", DecisionKind.Allow, DecisionKind.Deny, "(default deny)", 2, "later"), (first.Tool, first.Was, first.Now, first.NowRule, first.Count, first.Example));
        Assert.Contains(report.Differences, static d => d is { Tool: "write", Now: DecisionKind.Deny, NowRule: "/tools/write/deny_if/0", Count: 1 });
        Assert.Contains(report.Differences, static d => d is { Tool: "read", Was: DecisionKind.Deny, Now: DecisionKind.Allow, NowRule: null });
    }

    [Fact]
    public void WhatTheLogDoesNotHold_IsSaid()
    {
        var report = ReplayReport.Of(Load(), [
            Entry("write", DecisionKind.Allow) with { ArgumentKeys = ["path"] },
            Entry("write", DecisionKind.Allow, """{"path":"[REDACTED]"}"""),
            Entry("write", DecisionKind.Allow, """{"path":"a… (900 characters)"}"""),
            Entry("write", DecisionKind.Allow, """{"path":"/srv/x","… cut off":true}"""),
            Entry("mine", DecisionKind.Allow),
            Entry("read", DecisionKind.Deny) with { Rule = "/tools/read/limits/0" },
            Entry("read", DecisionKind.Deny) with { Rule = "(tool changed)" },
        ]);
        Assert.Equal((7, 0, 0), (report.Calls, report.Same, report.Differ));
        Assert.Equal([1, 1, 1, 1, 3], report.Untold.Values.Order());
    }

    [Fact]
    public void CallsThatAreDeniedByNameAlone_NeedNoArguments()
    {
        var report = ReplayReport.Of(Load("""{"version":"1","default":"deny","hide":["write"],"all_tools":{"require":[{"conditions":[{"path":"args.a","op":"exists","value":true}]}]},"tools":{"write":{}}}"""), [
            Entry("write", DecisionKind.Allow) with { ArgumentKeys = ["path"] },
            Entry("other", DecisionKind.Allow) with { ArgumentKeys = ["path"] },
        ]);
        Assert.Equal(["(default deny)", "(hidden)"], report.Differences.Select(static d => d.NowRule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OtherEntries_CountForNothing()
    {
        var report = ReplayReport.Of(Load(), [
            Entry("read", DecisionKind.Settled),
            Entry("read", DecisionKind.Refuse),
            Entry("read", DecisionKind.Allow) with { Tool = null, Method = "tools/list" },
        ]);
        Assert.Equal((0, 0, null), (report.Calls, report.Differ, report.From));
    }

    private static PolicySet Load(string text = Candidate)
    {
        var loaded = PolicyLoader.Load(System.Text.Encoding.UTF8.GetBytes(text), "candidate");
        return loaded.Policy ?? throw new InvalidOperationException(string.Join('\n', loaded.Errors));
    }

    private static DecisionLogEntry Entry(string tool, DecisionKind decision, string? arguments = null) => new()
    {
        Time = DateTimeOffset.UnixEpoch,
        Server = "s",
        Grant = "g",
        Method = "tools/call",
        Tool = tool,
        Decision = decision,
        Arguments = arguments,
        ArgumentKeys = arguments is null ? null : ["path"],
    };
}

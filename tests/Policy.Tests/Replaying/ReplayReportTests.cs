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
            Entry("read", DecisionKind.Deny) with { Rule = "(tool changed)" },
        ]);
        Assert.Equal((6, 0, 0), (report.Calls, report.Same, report.Differ));
        Assert.Equal([1, 1, 1, 3], report.Untold.Values.Order());
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

    [Fact]
    public void Limits_AreDrawnOnAgain_AtTheTimesOfTheLog()
    {
        const string Twice = """{"version":"1","default":"allow","tools":{"pay":{"limits":[{"counter":"c","window":"hour","max":2,"scope":"grant"}]}}}""";
        var report = ReplayReport.Of(Load(Twice), [
            At(70, Entry("pay", DecisionKind.Allow)),
            At(3, Entry("pay", DecisionKind.Allow) with { Id = "third" }),
            At(1, Entry("pay", DecisionKind.Allow)),
            At(2, Entry("pay", DecisionKind.Deny) with { Rule = "/tools/pay/limits/0" }),
            At(4, Entry("pay", DecisionKind.Allow) with { Grant = "h" }),
            At(5, Entry("other", DecisionKind.Allow)),
        ]);
        Assert.Equal((6, 4, 2), (report.Calls, report.Same, report.Differ));
        Assert.Empty(report.Untold);
        Assert.Contains(report.Differences, static d => d is { Was: DecisionKind.Deny, Now: DecisionKind.Allow });
        var full = Assert.Single(report.Differences, static d => d.Now == DecisionKind.Deny);
        Assert.Equal(("/tools/pay/limits/0", "third"), (full.NowRule, full.Example));
    }

    [Fact]
    public void Limits_OfAmounts_WithWhatIsGivenBackAndWhatGoesOn()
    {
        const string Sum = """{"version":"1","default":"allow","tools":{"pay":{"limits":[{"counter":"c","window":"day","max":10,"scope":"server","amount_from":"args.amount","refund_on_error":true}]}}}""";
        var report = ReplayReport.Of(Load(Sum), [
            At(1, Entry("pay", DecisionKind.Allow, """{"amount":6}""") with { Outcome = DecisionOutcome.ToolError }),
            At(2, Entry("pay", DecisionKind.Allow, """{"amount":6}""") with { Id = "slow" }),
            At(2, Entry("pay", DecisionKind.Settled) with { Of = "slow", Outcome = DecisionOutcome.NotSent, Tool = null }),
            At(3, Entry("pay", DecisionKind.Allow, """{"amount":6}""")),
            At(4, Entry("pay", DecisionKind.Allow, """{"amount":6}""") with { Continues = true }),
            At(5, Entry("pay", DecisionKind.Allow, """{"amount":4}""")),
            At(6, Entry("pay", DecisionKind.Allow, """{"amount":0.5}""") with { Id = "over" }),
        ]);
        Assert.Equal((6, 5, 1), (report.Calls, report.Same, report.Differ));
        Assert.Equal("over", report.Differences[0].Example);
    }

    [Fact]
    public void Limits_ThatHangOnCallsOfWhichNothingIsTold_AreNotGuessed()
    {
        const string Bound = """{"version":"1","default":"allow","tools":{"pay":{"deny_if":[{"conditions":[{"path":"args.to","op":"eq","value":"x"}]}],"limits":[{"counter":"c","window":"day","max":2,"scope":"server"}]}}}""";
        var report = ReplayReport.Of(Load(Bound), [
            At(1, Entry("pay", DecisionKind.Allow, "{}")),
            At(2, Entry("pay", DecisionKind.Allow) with { ArgumentKeys = ["to"] }),
            At(3, Entry("pay", DecisionKind.Allow, "{}")),
            At(4, Entry("pay", DecisionKind.Allow, """{"to":"x"}""")),
        ]);
        Assert.Equal((4, 1, 1, 2), (report.Calls, report.Same, report.Differ, report.Untold.Values.Sum()));
        Assert.Contains(report.Untold.Keys, static why => why.Contains("limit", StringComparison.Ordinal));
    }

    [Fact]
    public void Approvals_DrawWhereAPersonLetTheCallPass()
    {
        const string Asked = """{"version":"1","default":"allow","tools":{"pay":{"approval":{},"limits":[{"counter":"c","window":"day","max":1,"scope":"server"}]}}}""";
        var report = ReplayReport.Of(Load(Asked), [
            At(1, Entry("pay", DecisionKind.Pending) with { Rule = "/tools/pay/approval" }),
            At(2, Entry("pay", DecisionKind.Allow) with { Rule = "/tools/pay/approval", DecidedBy = ["ann"] }),
            At(3, Entry("pay", DecisionKind.Allow) with { Rule = "/tools/pay/approval", DecidedBy = ["ann"] }),
        ]);
        Assert.Equal((2, 1), (report.Same, report.Differ));
        Assert.Equal("/tools/pay/limits/0", report.Differences[0].NowRule);
    }

    [Fact]
    public void ResourcesAndPrompts_AreDecidedByTheirSections()
    {
        const string Sections = """
        {"version":"1","default":"allow",
         "resources":{"default":"deny","entries":{"file:///srv/*":{"limits":[{"counter":"c","window":"day","max":1,"scope":"server"}]}}},
         "prompts":{"default":"allow","entries":{"review":{"deny_if":[{"conditions":[{"path":"args.lang","op":"eq","value":"c"}]}]}}}}
        """;
        var report = ReplayReport.Of(Load(Sections), [
            At(1, Read("""{"uri":"file:///srv/a"}""")),
            At(2, Read("""{"uri":"file:///srv/b"}""")),
            At(3, Read("""{"uri":"file:///etc/passwd"}""")),
            At(4, Read("""{"uri":"file:///srv/x/../y"}""")),
            At(5, Read(null)),
            At(6, Read("""{"uri":"https://u:[REDACTED]@h/"}""")),
            At(7, Prompt("review", """{"lang":"c"}""")),
            At(8, Prompt("review", """{"lang":"go"}""")),
            At(9, Prompt("other", null)),
            At(10, Prompt("review", null) with { Prompt = null }),
            At(11, Entry("gone", DecisionKind.Allow) with { Tool = null, Method = "resources/subscribe" }),
        ]);
        Assert.Equal((10, 3, 4, 3), (report.Calls, report.Same, report.Differ, report.Untold.Values.Sum()));
        Assert.Equal(
            ["(address) file:///srv/x/../y", "(default deny) file:///etc/passwd", "/prompts/entries/review/deny_if/0 review", "/resources/entries/file:~1~1~1srv~1*/limits/0 file:///srv/b"],
            report.Differences.Select(static d => $"{d.NowRule} {d.Tool}").Order(StringComparer.Ordinal));
        Assert.Equal(10, ReplayReport.Of(Load("""{"version":"1","default":"allow"}"""), Enumerable.Range(0, 10).Select(i => At(i, Read(null)))).Same);
    }

    private static DecisionLogEntry At(int minutes, DecisionLogEntry entry) => entry with { Time = DateTimeOffset.UnixEpoch.AddMinutes(minutes) };

    private static DecisionLogEntry Read(string? arguments) => Entry("", DecisionKind.Allow, arguments) with { Tool = null, Method = "resources/read", ArgumentKeys = ["uri"] };

    private static DecisionLogEntry Prompt(string name, string? arguments) => Entry("", DecisionKind.Allow, arguments) with { Tool = null, Method = "prompts/get", Prompt = name };

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

using System.Numerics;
using System.Text;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;
using Catalog.Policy.Tests.Deciding;
using FsCheck;
using FsCheck.Fluent;

namespace Catalog.Policy.Tests.Properties;

public sealed class PolicyProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true);

    [Fact]
    public void Decide_DocumentAndItsReSerialisation_DecideAlike()
    {
        var cases = from file in Documents.File from calls in Documents.Call.ListOf(5) select (File: file, Calls: calls);
        Prop.ForAll(cases.ToArbitrary(), static one =>
        {
            var first = Load(one.File);
            var second = Load(first.File);
            Assert.Equal(PolicyWriter.Write(first.File), PolicyWriter.Write(second.File));
            Assert.All(one.Calls, call => Assert.Equal(Describe(PolicyDecisionPoint.Decide(first, call)), Describe(PolicyDecisionPoint.Decide(second, call))));
        }).Check(Many);
    }

    [Fact]
    public void Decide_DeniedCall_DrawsOnNoCounter()
    {
        var denied = 0;
        var cases = from file in Documents.File from call in Documents.Call select (File: file, Call: call);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var policy = Load(one.File);
            var decision = PolicyDecisionPoint.Decide(policy, one.Call);
            if (decision.Kind is DecisionKind.Deny or DecisionKind.Refuse)
            {
                denied++;
                Assert.Empty(decision.Draws);
                Assert.Null(decision.Approval);
            }

            Assert.Empty(PolicyDecisionPoint.DenyFull(policy, decision, [.. decision.Draws.SelectMany(static d => d.Caps).Select(static c => new FullLimit(c.Rule, null))]).Draws);
        }).Check(Many);
        Assert.True(denied > 100, $"only {denied} calls were denied: the documents are too lax to show anything");
    }

    [Fact]
    public void Decide_RuleAddedToAnEntry_AllowsNoMoreOfTheToolsThatItMatches()
    {
        var tightened = 0;
        var cases =
            from file in Documents.File.Where(static f => f.Tools.Count > 0)
            from lax in Gen.Elements(true, true, false)
            from index in Gen.Choose(0, file.Tools.Count - 1)
            from more in WithOneRuleMore(lax ? Documents.Lax(file).Tools[index] : file.Tools[index])
            from call in Documents.CallOf(more.Name)
            from totals in Gen.Choose(0, 12).ListOf(12)
            let before = lax ? Documents.Lax(file) : file
            select (Before: before, After: before with { Tools = [.. before.Tools.Select((t, i) => i == index ? more : t)] }, Entry: more, Call: call, Totals: totals);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (before, after) = (Load(one.Before), Load(one.After));
            if (new NamePattern(one.Entry.Name).Matches(one.Call.Tool))
            {
                var (was, isNow) = (Outcome(before, one.Call, one.Totals), Outcome(after, one.Call, one.Totals));
                tightened += isNow < was ? 1 : 0;
                Assert.True(isNow <= was, $"{was} became {isNow}\n{PolicyWriter.Write(one.Before)}\n{PolicyWriter.Write(one.After)}");
            }
        }).Check(Many);
        Assert.True(tightened > 30, $"only {tightened} rules changed anything");
    }

    [Fact]
    public void Decide_PolicyReloadedMeanwhile_DecidesTheCallInFlightAsItBegan()
    {
        var cases = from file in Documents.File from next in Documents.File from call in Documents.Call select (File: file, Next: next, Call: call);
        Prop.ForAll(cases.ToArbitrary(), static one =>
        {
            var buffer = Encoding.UTF8.GetBytes(PolicyWriter.Write(one.File));
            var inFlight = PolicyLoader.Load(buffer, "p").Policy!;
            var atFirst = Describe(PolicyDecisionPoint.Decide(inFlight, one.Call));

            // The reader of files reuses its buffer for the next document, which is then in force.
            Array.Clear(buffer);
            PolicyDecisionPoint.Decide(Load(one.Next), one.Call);

            Assert.Equal(atFirst, Describe(PolicyDecisionPoint.Decide(inFlight, one.Call)));
        }).Check(Many);
    }

    [Fact]
    public void PolicySet_EverythingInIt_CannotBeSet()
    {
        Type[] types = [typeof(PolicySet), typeof(CompiledEntry), typeof(CompiledRule), typeof(CompiledLimit), typeof(CompiledApproval), typeof(NamePattern), typeof(LimitTotals), typeof(LooseNames), typeof(WalkedMembers)];
        var fields = types.SelectMany(static t => t.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public));

        Assert.All(fields, static f => Assert.True(f.IsInitOnly, $"{f.DeclaringType!.Name}.{f.Name} can be set"));
    }

    [Fact]
    public void Load_AnyBytes_TellsErrorsInsteadOfThrowing()
    {
        var cases =
            from file in Documents.File
            from at in Gen.Choose(0, 10_000)
            from length in Gen.Choose(0, 12)
            from junk in Gen.Elements("", "\"", "}", "]", "\\ud800", "\u0000", "null", "1e999999999999999999", "{\"\":", "[[[[", ",,", "é", "\"*\"").SelectMany(s => Gen.Constant(s))
            select Spoil(PolicyWriter.Write(file), at, length, junk);
        Prop.ForAll(cases.ToArbitrary(), static text =>
        {
            var result = PolicyLoader.Load(Encoding.UTF8.GetBytes(text), "p");
            Assert.Equal(result.Policy is null, result.Errors.Count > 0);
            Assert.All(result.Errors, e => Assert.InRange(e.Line, 1, text.Count(static c => c == '\n') + 1));
        }).Check(Many);
        Prop.ForAll<byte[]>(static bytes => Assert.NotEmpty(PolicyLoader.Load(bytes, "p").Errors)).Check(Many);
    }

    private static string Spoil(string text, int at, int length, string junk)
    {
        var start = at % text.Length;
        return text[..start] + junk + text[Math.Min(text.Length, start + length)..];
    }

    private static Gen<PolicyEntry> WithOneRuleMore(PolicyEntry entry) => Gen.OneOf(
        Documents.Rule.Select(r => entry with { Require = [.. entry.Require, r] }),
        Documents.Rule.Select(r => entry with { DenyIf = [.. entry.DenyIf, r] }),
        Documents.Limit(withAmounts: true).Select(l => entry with { Limits = [.. entry.Limits, l] }),
        Documents.Approval.Select(a => entry.Approval is null ? entry with { Approval = a } : entry),
        Gen.Constant(entry with { Arguments = ArgumentChecking.Declared }));

    // 0 denied, 1 waits for a person, 2 passes: with the totals standing where the state says, by the key of each.
    private static int Outcome(PolicySet policy, ToolCall call, IReadOnlyList<int> totals)
    {
        var decision = PolicyDecisionPoint.Decide(policy, call);
        if (decision.Kind is DecisionKind.Deny or DecisionKind.Refuse)
        {
            return 0;
        }

        var full = decision.Draws.Any(d => d.Caps.Any(c => !c.Observed && (TotalOf(d.Key, totals) * 1_000_000_000) + d.Nanos > c.MaxNanos));
        return full ? 0 : decision.Kind == DecisionKind.Pending ? 1 : 2;
    }

    private static BigInteger TotalOf(CounterKey key, IReadOnlyList<int> totals)
    {
        var place = 0;
        foreach (var c in $"{key.Scope}{key.ScopeId}{key.Counter}{key.Window}")
        {
            place = ((place * 31) + c) % totals.Count;
        }

        return Math.Max(0, totals[place] - 10);
    }

    private static PolicySet Load(PolicyFile file)
    {
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(PolicyWriter.Write(file)), "p");
        Assert.Empty(loaded.Errors);
        return loaded.Policy!;
    }

    private static string Describe(Decision decision) => string.Join(
        '|',
        [
            decision.Kind.ToString(),
            decision.Rule,
            decision.Message,
            decision.Approval?.Binding,
            decision.Approval?.Expires.ToString(),
            .. decision.Draws.Select(DecisionCaseTests.Describe),
            .. decision.Would,
            .. decision.Errors,
        ]);
}

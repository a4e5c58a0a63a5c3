using System.Diagnostics;
using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>Holds what clients saw against what the log says, claim by claim.</summary>
internal static class SoakVerdict
{
    private const double AllowedGrowth = 1.25;
    private const double AllowedMegabytes = 200;
    private const int AllowedMore = 40;
    private const string Limited = SoakClient.LimitedTool;

    public static async Task<int> PrintAsync(SoakFacts facts)
    {
        var claims = Claims(facts);
        if (facts.Stores is { } stores)
        {
            claims.AddRange(await OfStoresAsync(facts, stores));
        }

        Console.WriteLine();
        foreach (var (claim, holds) in claims)
        {
            Console.WriteLine($"{(holds ? "holds" : "FAILS")}: {claim}");
        }

        foreach (var fault in facts.Tally.Faults.Take(10))
        {
            Console.WriteLine($"  {fault}");
        }

        return claims.All(static c => c.Holds) ? 0 : 1;
    }

    private static List<(string Claim, bool Holds)> Claims(SoakFacts facts)
    {
        var tally = facts.Tally;
        // A client that went away may have been decided or not, and an entry that was refused may have been on its way.
        var unseen = tally.Unanswered + tally.Of(CallOutcome.Unrecorded);
        var (passed, limited) = (tally.Of("echo", CallOutcome.Passed) + tally.Of("echo", CallOutcome.Failed), tally.Of(Limited, CallOutcome.Passed) + tally.Of(Limited, CallOutcome.Failed));
        var refused = tally.Of("echo", CallOutcome.Denied) + tally.Of("echo", CallOutcome.Uncounted);
        var full = tally.Of(Limited, CallOutcome.LimitReached) + tally.Of(Limited, CallOutcome.Uncounted);
        var calm = facts.Vitals.Skip(facts.Vitals.Count / 6).ToList();
        var (early, late) = (calm[..Math.Max(1, calm.Count / 4)], calm[(calm.Count * 3 / 4)..]);
        return
        [
            ("the gateway stayed up", !facts.HasExited),
            ($"no wrong decision and no call without answer: {tally.Faults.Count} faults", tally.Faults.Count == 0),
            ($"limit of {facts.Limit} for each grant: {string.Join(", ", facts.Callers.Select(static c => c.Limited))} passed, {tally.Of(Limited, CallOutcome.LimitReached)} were told that it is reached", facts.Callers.All(c => c.Limited <= facts.Limit)),
            Within("allowed calls", facts.RowsOf("echo", "allow"), passed, unseen),
            Within("denied calls", facts.RowsOf("echo", "deny"), refused, facts.Stores is null ? 0 : unseen),
            Within("limited calls", facts.RowsOf(Limited, "allow"), limited, facts.Stores is null ? 0 : unseen),
            Within("calls at the limit", facts.RowsOf(Limited, "deny"), full, facts.Stores is null ? 0 : unseen),
            Within("calls of a tool that is not listed", facts.RowsOf("tool_9", "deny"), tally.Of("tool_9", CallOutcome.Denied), facts.Stores is null ? 0 : unseen),
            Steady("megabytes", early.ConvertAll(static v => v.Megabytes), late.ConvertAll(static v => v.Megabytes), 0, AllowedMegabytes),
            Steady("descriptors", early.ConvertAll(static v => (double)v.Descriptors), late.ConvertAll(static v => (double)v.Descriptors), AllowedMore, double.MaxValue),
            Steady("threads", early.ConvertAll(static v => (double)v.Threads), late.ConvertAll(static v => (double)v.Threads), AllowedMore, double.MaxValue),
        ];
    }

    private static async Task<List<(string Claim, bool Holds)>> OfStoresAsync(SoakFacts facts, RestartedStores stores)
    {
        var (calls, open, twice) = await stores.OutcomesAsync();
        using var verify = Process.Start(new ProcessStartInfo(facts.Gateway, ["log", "verify", "--log-db", stores.LogAddress]) { UseShellExecute = false })!;
        await verify.WaitForExitAsync();
        return
        [
            ($"Redis was killed {stores.Totals.Count} times, PostgreSQL {stores.Log.Count} times: {facts.Tally.Of(CallOutcome.Uncounted)} calls were denied for want of totals, {facts.Tally.Of(CallOutcome.Unrecorded)} for want of the log", stores.Totals.Count > 0 && stores.Log.Count > 0),
            ($"each of {calls} forwarded calls has one outcome in the log: {open} have none, {twice} have two", calls > 0 && open == 0 && twice == 0),
            ("the chain of the log is whole", verify.ExitCode == 0),
        ];
    }

    private static (string Claim, bool Holds) Within(string what, long rows, long seen, long unseen) =>
        ($"rows of {what}: {rows} for {seen} seen{(unseen > 0 ? $" and at most {unseen} unseen" : "")}", rows >= seen && rows <= seen + unseen);

    private static (string Claim, bool Holds) Steady(string what, List<double> early, List<double> late, double more, double most)
    {
        var (before, after) = (Median(early), Median(late));
        return (string.Create(CultureInfo.InvariantCulture, $"{what}: {before:0} after warming up, {after:0} in the last quarter"), after <= Math.Max(before * AllowedGrowth, before + more) && after < most);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

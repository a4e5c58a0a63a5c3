using System.Diagnostics;
using System.Net.Sockets;

namespace Catalog.GatewayLoad;

/// <summary>One client of a soak: calls what must pass, what must be denied and what is limited, and comes back when its connection breaks.</summary>
internal sealed class SoakClient(Func<int> port, SoakTally tally, int number, SoakCaller caller, RestartedStores? stores)
{
    public const string LimitedTool = "tool_2";

    private const string Good = """{"message":"hello, is anybody there?"}""";
    private const string Bad = """{"message":"a forbidden word"}""";

    private readonly Random _random = new(number);

    /// <summary>Calls until it is told to stop.</summary>
    public async Task CallAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await LoadConnection.OpenAsync(port(), "echo", Good, stop, caller.Token);
                tally.OpenedSession();
                for (var call = 0; call < 200 && !stop.IsCancellationRequested; call++)
                {
                    await CallOnceAsync(connection, stop);
                    await Task.Delay(_random.Next(1, 4), stop);
                }

                await connection.EndAsync(stop);
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                // The session could not be opened: the upstream is gone for a moment.
                await Task.Delay(50, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Sends calls and goes away before they are answered, until it is told to stop.</summary>
    public async Task VanishAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var connection = await LoadConnection.OpenAsync(port(), "echo", Good, stop, caller.Token);
                tally.OpenedSession();
                await connection.SendOnlyAsync(stop);
                tally.LeftUnanswered();
                await Task.Delay(_random.Next(100, 500), stop);
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CallOnceAsync(LoadConnection connection, CancellationToken stop)
    {
        var (tool, arguments, expected) = _random.Next(10) switch
        {
            0 => ("echo", Bad, CallOutcome.Denied),
            1 => (LimitedTool, """{"text":"counted"}""", CallOutcome.Passed),
            2 => ("tool_9", "{}", CallOutcome.Denied),
            _ => ("echo", Good, CallOutcome.Passed),
        };
        connection.Prepare(tool, arguments);
        var sent = Stopwatch.GetTimestamp();
        CallOutcome outcome;
        try
        {
            // A call that was begun is finished also at the end: half of one would be counted by nobody.
            outcome = await connection.CallAsync(CancellationToken.None);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            tally.LeftUnanswered();
            tally.Fault($"a call of `{tool}` was not answered: {broken.Message}");
            throw;
        }

        tally.Saw(tool, outcome);
        if (tool == LimitedTool && outcome == CallOutcome.Passed)
        {
            caller.PassedLimited();
        }

        if (!IsRight(tool, expected, outcome, sent))
        {
            tally.Fault($"a call of `{tool}` with {arguments} came out as {outcome}: {connection.Answer.ReplaceLineEndings(" ")}");
        }

        stop.ThrowIfCancellationRequested();
    }

    private bool IsRight(string tool, CallOutcome expected, CallOutcome outcome, long sent)
    {
        var mustDeny = stores is not null && (stores.Totals.MustDeny(sent) || stores.Log.MustDeny(sent));
        return outcome switch
        {
            // A denial needs neither upstream nor totals; a call that may pass fails while the upstream is away, and the limited one ends at its limit.
            CallOutcome.Passed or CallOutcome.Failed => expected == CallOutcome.Passed && !mustDeny,
            CallOutcome.LimitReached => tool == LimitedTool,
            CallOutcome.Uncounted => expected == CallOutcome.Passed && stores?.Totals.MayDeny(sent) == true,
            CallOutcome.Unrecorded => stores?.Log.MayDeny(sent) == true,
            _ => outcome == expected,
        };
    }
}

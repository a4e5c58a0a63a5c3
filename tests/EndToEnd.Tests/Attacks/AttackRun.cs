using System.Net;
using System.Net.Sockets;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>Runs one attack at one target, and says what went wrong.</summary>
internal sealed class AttackRun(AttackGround ground, AttackTarget target)
{
    private const string Probe = """{"jsonrpc":"2.0","id":"probe","method":"tools/call","params":{"name":"safe","arguments":{"by":"probe"}}}""";

    private readonly List<string> _faults = [];

    /// <summary>What the upstream executed although the policy denies it.</summary>
    public IReadOnlyList<string> Objections { get; private set; } = [];

    /// <summary>Runs it; what it finds wrong is empty where all holds.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(AttackCase attack)
    {
        target.Journal.News();
        foreach (var step in attack.Steps)
        {
            await StepAsync(step);
        }

        // Whatever was forwarded came before this call, which is in the journal when it is answered.
        await RawCaller.SendAsync(target.Port, AttackRequest.BytesOf(new AttackStep { Body = Probe, As = "probe" }, target), target.Patience, silence: target.Silence);
        var executed = target.Journal.News().Where(static call => !IsProbe(call)).ToList();
        Objections = [.. executed.Select(Oracle.ObjectionOrNull).OfType<string>()];
        _faults.AddRange(Objections);
        if (target.IsGateway)
        {
            Compare(attack, executed);
        }

        return [.. _faults.Distinct(StringComparer.Ordinal).Select(fault => $"{target.Lane}: {attack.Note}: {fault}")];
    }

    private static bool IsProbe(Executed call) => call.Arguments.TryGetProperty("by", out var by) && by.ValueEquals("probe");

    private void Compare(AttackCase attack, IReadOnlyList<Executed> executed)
    {
        var (expected, found) = (attack.Executed.Order(StringComparer.Ordinal).ToList(), executed.Select(static call => call.Tool).Order(StringComparer.Ordinal).ToList());
        var holds = attack.OrFewer
            ? found.GroupBy(static tool => tool, StringComparer.Ordinal).All(ran => ran.Count() <= expected.Count(tool => tool == ran.Key))
            : expected.SequenceEqual(found, StringComparer.Ordinal);
        if (!holds)
        {
            _faults.Add($"the upstream executed [{string.Join(", ", found)}] instead of [{string.Join(", ", expected)}]");
        }
    }

    private async Task StepAsync(AttackStep step)
    {
        if (step.Together.Count > 0)
        {
            await Task.WhenAll(step.Together.Select(StepAsync));
            return;
        }

        await Task.Delay(step.Wait);
        if (step.Do is { } deed)
        {
            if (target.IsGateway)
            {
                await ground.DoAsync(deed, target.Lane);
            }

            return;
        }

        var idlers = new List<TcpClient>();
        try
        {
            for (var i = 0; i < step.Idlers; i++)
            {
                var idler = new TcpClient();
                idlers.Add(idler);
                await idler.ConnectAsync(IPAddress.Loopback, target.Port);
            }

            await Task.WhenAll(Enumerable.Range(0, step.Times).Select(_ => SendAsync(step)));
        }
        finally
        {
            idlers.ForEach(static idler => idler.Dispose());
        }
    }

    private async Task SendAsync(AttackStep step)
    {
        var reply = await RawCaller.SendAsync(target.Port, AttackRequest.BytesOf(step, target), target.Patience, step.HangsUp, step.Drip, target.Silence, step.Unread);
        (target.Event, target.State, target.Cursor) = (reply.Event ?? target.Event, reply.State ?? target.State, reply.Cursor ?? target.Cursor);
        if (step.Keep is { } name && reply.Session is { } session)
        {
            target.Sessions[name] = session;
        }

        if (!target.IsGateway)
        {
            return;
        }

        if (!reply.Ended && !step.HangsUp)
        {
            _faults.Add($"the gateway did not end the connection in {target.Patience.TotalSeconds} seconds, and said `{Short(reply)}`");
        }

        if (step.Unread is not null && reply.IsWhole)
        {
            _faults.Add("the gateway kept the answer for somebody who did not read it");
        }

        if ((step.Status is { } status && status != reply.Status) || (step.Code is { } code && code != reply.Code)
            || (step.Says is { } text && !reply.Text.Contains(text, StringComparison.Ordinal)))
        {
            _faults.Add($"the gateway answered {reply.Status} and {reply.Code} instead of {step.Status} and {step.Code}, `{Short(reply)}`");
        }
    }

    private static string Short(RawReply reply)
    {
        var line = reply.Text.ReplaceLineEndings(" ");
        return line.Length <= 300 ? line : $"{line[..40]} … {line[^250..]}";
    }
}

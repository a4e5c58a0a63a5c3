using System.Diagnostics;

namespace Catalog.GatewayLoad;

/// <summary>Puts one row's load on one target.</summary>
internal static class LoadRun
{
    public static async Task<LoadFigure> MeasureAsync(LoadRow row, string target, Peer peer, double warm, double seconds)
    {
        using var stop = new CancellationTokenSource();
        var measuring = new StrongBox();
        var clients = await Task.WhenAll(Enumerable.Range(0, row.Connections).Select(_ => LoadConnection.OpenAsync(peer.Port, row.Tool, row.Arguments, CancellationToken.None)));
        var times = clients.Select(client => Task.Run(() => CallAsync(client, measuring, stop.Token))).ToList();
        await Task.Delay(TimeSpan.FromSeconds(warm));
        var (begun, processor, allocated) = (Stopwatch.GetTimestamp(), peer.ProcessorSeconds(), peer.AllocatedKilobytesOrNull());
        measuring.Value = true;
        await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(seconds)), Task.WhenAny(times));
        measuring.Value = false;
        var (took, spent, made) = (Stopwatch.GetElapsedTime(begun), peer.ProcessorSeconds() - processor, peer.AllocatedKilobytesOrNull() - allocated);
        await stop.CancelAsync();
        var all = (await Task.WhenAll(times)).SelectMany(static t => t).Order().ToArray();
        if (all.Length == 0)
        {
            throw new InvalidOperationException($"`{row.Name}` on {target}: no call was answered");
        }

        return new LoadFigure(row.Name, target, all.Length / took.TotalSeconds, At(all, 0.5), At(all, 0.99), spent * 1e6 / all.Length, peer.ResidentMegabytes(), made / all.Length);
    }

    private static double At(long[] times, double part) => times[(int)Math.Min(times.Length - 1, part * times.Length)] * 1e6 / Stopwatch.Frequency;

    private static async Task<List<long>> CallAsync(LoadConnection client, StrongBox measuring, CancellationToken stop)
    {
        var times = new List<long>(1 << 14);
        using (client)
        {
            while (!stop.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                var outcome = await client.CallAsync(CancellationToken.None);
                if (outcome != CallOutcome.Passed)
                {
                    throw new InvalidOperationException($"a call that should have passed came out as {outcome}: {client.Answer}");
                }

                if (measuring.Value)
                {
                    times.Add(Stopwatch.GetTimestamp() - begun);
                }
            }
        }

        return times;
    }

    private sealed class StrongBox
    {
        private volatile bool _value;

        public bool Value
        {
            get => _value;
            set => _value = value;
        }
    }
}

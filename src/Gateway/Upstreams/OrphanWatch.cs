namespace Catalog.Gateway.Upstreams;

/// <summary>
/// Looks every two seconds at the children of the gateway that it did not start: orphans of what its servers started. Those that have ended are let go; one that belongs
/// to a server is ended with it. One that nothing is known of (it left its group, its parent ended, and it gave up its environment, all between two looks) is ended once
/// no server runs that it may have come from; until then the guard knows of it.
/// </summary>
internal sealed class OrphanWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // What is ended leaves its own children: a look for each generation, and no more than these.
    private const int Generations = 20;

    private readonly GroupGuard _guard;
    private readonly Func<Func<IReadOnlyList<ServerFamily>, bool>, bool> _families;
    private readonly ITimer _timer;

    // The first process takes in everybody's orphans, and one that had children before it began those of theirs: there nobody is ended for being unknown.
    private readonly bool _endsUnknown = Environment.ProcessId != 1 && !ProcessTable.Read().Values.Any(static e => e.Parent == Environment.ProcessId);

    private HashSet<string> _told = [];
    private bool _begun;
    private bool _alone;

    /// <param name="guard">Hears of those that nothing is known of.</param>
    /// <param name="families">Shows the servers that run, and lets none be started until it has been looked at them.</param>
    /// <param name="clock">The pace of looking.</param>
    public OrphanWatch(GroupGuard guard, Func<Func<IReadOnlyList<ServerFamily>, bool>, bool> families, TimeProvider clock)
    {
        _guard = guard;
        _families = families;
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is a server to look after.</summary>
    public void Begin()
    {
        _alone = false;
        if (!_begun)
        {
            _begun = true;
            _timer.Change(Pause, Pause);
        }
    }

    /// <summary>Looks at once: a server has ended.</summary>
    public void Look()
    {
        for (var i = 0; i < Generations && _families(LookAt); i++)
        {
        }
    }

    /// <returns>Whether any was ended.</returns>
    private bool LookAt(IReadOnlyList<ServerFamily> families)
    {
        if (families.Count == 0 && _alone)
        {
            return false;
        }

        var table = ProcessTable.Read();
        foreach (var family in families)
        {
            family.Learn(table);
        }

        var adopted = table.Values.Where(e => e.Parent == Environment.ProcessId && e.Id != _guard.Id && !families.Any(f => f.Leader.Id == e.Id)).ToList();
        foreach (var ended in adopted.Where(static e => e.HasEnded))
        {
            ProcessCalls.Reap(ended.Id);
        }

        _alone = families.Count == 0 && adopted.Count == 0;
        var unknown = adopted.FindAll(e => !e.HasEnded && _endsUnknown && !families.Any(f => f.Holds(e)));
        var lost = unknown.FindAll(e => !families.Any(f => f.Started <= e.Started));
        Tell([.. unknown.Except(lost).Select(GroupGuard.Single)]);
        return lost.Aggregate(false, static (any, process) => ProcessCalls.Send(process.Id, ProcessCalls.Kill) || any);
    }

    private void Tell(HashSet<string> unknown)
    {
        foreach (var process in unknown.Except(_told, StringComparer.Ordinal))
        {
            _guard.Add(process);
        }

        foreach (var process in _told.Except(unknown, StringComparer.Ordinal))
        {
            _guard.Remove(process);
        }

        _told = unknown;
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>The servers that a session's grant is good for, by the lanes in force: a lane that was replaced gets a new branch, and the old one ends with what is under way on it.</summary>
internal sealed class SessionBranches(
    LaneSet lanes, ConditionalWeakTable<Lane, LaneMemory> memories, AggregatePlan plan, Profile profile, IBranchOwner owner, TimeProvider clock, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Branch> _branches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private bool _isDisposed;

    /// <summary>All of them, in the order of their names, with who the caller is there.</summary>
    public IReadOnlyList<(Branch Branch, Caller Caller)> Of(Caller caller)
    {
        var open = new List<(Branch, Caller)>();
        foreach (var lane in lanes.Lanes.Values.Where(l => plan.Only is null || l.Name == plan.Only).OrderBy(static l => l.Name, StringComparer.Ordinal))
        {
            if (lane.Services.GetRequiredService<Visitors>().Enter(caller.Shown) is { Caller: { } its } && GetOrOpenOrNull(lane) is { } branch)
            {
                branch.Caller = its with { Session = caller.Session };
                open.Add((branch, branch.Caller));
            }
        }

        return open;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        await Task.WhenAll(_branches.Values.Select(EndAsync));
    }

    private Branch? GetOrOpenOrNull(Lane lane)
    {
        lock (_gate)
        {
            if (_isDisposed || lane.Closing.IsCancellationRequested)
            {
                return null;
            }

            if (_branches.TryGetValue(lane.Name, out var known) && known.Lane == lane)
            {
                return known;
            }

            var memory = memories.GetValue(lane, _ => new LaneMemory(clock));
            var branch = new Branch(lane, plan.Only is null ? PublicNames.PrefixOf(lane.Name, plan.Separator) : "", memory, profile, owner, clock, loggers.CreateLogger<Branch>());
            _branches[lane.Name] = branch;
            lane.OnDrained(branch.DisposeAsync);
            return branch;
        }
    }

    private static async Task EndAsync(Branch branch)
    {
        branch.Lane.ForgetDrained(branch.DisposeAsync);
        await branch.DisposeAsync();
    }
}

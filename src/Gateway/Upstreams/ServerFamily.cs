using System.Diagnostics;
using System.Text;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// A started server and all that it started: its process group, what descends from it, and what carries its mark in the environment. A process that left the
/// group (<c>setsid</c>) and whose parent ended is still known by one of the others. Where the system shows no processes (<see cref="ProcessTable"/>) it is the group alone.
/// </summary>
internal sealed class ServerFamily
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _members = [];
    private readonly byte[]? _mark;

    /// <param name="leader">The server, which leads a group of its own where there are any.</param>
    /// <param name="mark">The variable that it was started with, as <c>NAME=VALUE</c>; null where it was given none.</param>
    public ServerFamily(Process leader, string? mark)
    {
        Leader = leader;
        _mark = mark is null ? null : Encoding.UTF8.GetBytes(mark + '\0');
        if (OperatingSystem.IsLinux() && ProcessTable.ReadOrNull(leader.Id) is { } entry)
        {
            Started = entry.Started;
            _members[leader.Id] = entry.Started;
        }
    }

    /// <summary>The server.</summary>
    public Process Leader { get; }

    /// <summary>When it started, as <see cref="ProcessEntry.Started"/>; 0 where that is not known.</summary>
    public long Started { get; }

    /// <summary>Whether a process was seen to belong to it.</summary>
    public bool Holds(ProcessEntry process)
    {
        lock (_gate)
        {
            return _members.TryGetValue(process.Id, out var started) && started == process.Started;
        }
    }

    /// <summary>Learns who belongs to it now, for a time when a parent in between is gone.</summary>
    /// <returns>Those who are alive.</returns>
    public IReadOnlyList<ProcessEntry> Learn(IReadOnlyDictionary<int, ProcessEntry> table)
    {
        lock (_gate)
        {
            foreach (var (id, started) in _members)
            {
                if (!table.TryGetValue(id, out var entry) || entry.Started != started)
                {
                    _members.Remove(id);
                }
            }

            var others = table.Values.Where(e => e.Started >= Started && !_members.ContainsKey(e.Id)).ToList();
            while (others.FindAll(e => e.Group == Leader.Id || _members.ContainsKey(e.Parent) || IsMarked(e, table)) is { Count: > 0 } joined)
            {
                joined.ForEach(e => _members.Add(e.Id, e.Started));
                others.RemoveAll(e => _members.ContainsKey(e.Id));
            }

            return [.. _members.Keys.Select(id => table[id]).Where(static e => !e.HasEnded)];
        }
    }

    /// <summary>Asks every process of it to end.</summary>
    public void AskToEnd() => Signal(ProcessCalls.Terminate);

    /// <summary>Ends every process of it, also when the server itself is gone already.</summary>
    /// <returns>Whether any was there to be ended; what it started a moment before may be there still.</returns>
    public bool EndNow() => Signal(ProcessCalls.Kill);

    private bool Signal(int signal)
    {
        if (!ProcessGroups.HasGroups)
        {
            if (Leader.HasExited)
            {
                return false;
            }

            Leader.Kill(entireProcessTree: true);
            return true;
        }

        // Who belongs to it is asked first: the end of a parent hides where its children came from.
        var table = ProcessTable.Read();
        var members = Learn(table);
        var sent = ProcessCalls.Send(-Leader.Id, signal);
        return table.Count == 0 ? sent : members.Aggregate(false, (any, member) => ProcessCalls.Send(member.Id, signal) || any);
    }

    // Reading it costs, and only those need it whose parent is none that the server started: that one is younger than the server.
    private bool IsMarked(ProcessEntry process, IReadOnlyDictionary<int, ProcessEntry> table) =>
        _mark is not null && !process.HasEnded && (!table.TryGetValue(process.Parent, out var parent) || parent.Started < Started) && ProcessTable.HasInEnvironment(process.Id, _mark);
}

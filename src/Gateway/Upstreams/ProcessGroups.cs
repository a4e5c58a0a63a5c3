using System.Diagnostics;
using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>Starts servers in process groups of their own, and knows which there are, so that nothing they started outlives them.</summary>
internal static class ProcessGroups
{
    // All servers of this process have the beginning of its value in common, by which the guard finds what they left.
    private const string Mark = "TOOLRISK_GATEWAY_SERVER";

    private static readonly string Run = Guid.NewGuid().ToString("N");

    private static readonly string? SetSid = OperatingSystem.IsWindows() ? null : Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    private static readonly GroupGuard? Guard = SetSid is null ? null : new GroupGuard(SetSid, $"{Mark}={Run}.");

    // Held while a process is started too: until it stands among the families it looks like somebody else's.
    private static readonly Lock Gate = new();
    private static readonly List<ServerFamily> Families = [];
    private static OrphanWatch? _orphans;
    private static int _count;

    /// <summary>Whether this system has process groups that a command can be started in.</summary>
    public static bool HasGroups => SetSid is not null;

    /// <summary>
    /// Takes the orphans of servers in as children of this process, so that the rest of them can be found; for a process that starts nothing but servers.
    /// Does nothing on a system that has no such thing.
    /// </summary>
    public static void AdoptOrphans()
    {
        lock (Gate)
        {
            if (_orphans is null && Guard is not null && ProcessCalls.AdoptOrphans())
            {
                _orphans = new OrphanWatch(Guard, Look, TimeProvider.System);
            }
        }
    }

    /// <summary>Wraps a command so that it leads a group of its own, where the system has the means.</summary>
    public static ProcessStartInfo Describe(IReadOnlyList<string> command)
    {
        var start = SetSid is null ? new ProcessStartInfo(command[0], command.Skip(1)) : new ProcessStartInfo(SetSid, command);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return start;
    }

    /// <summary>Starts a command that <see cref="Describe"/> has wrapped.</summary>
    /// <param name="described">The command; its environment gets one variable more.</param>
    public static ServerFamily Start(ProcessStartInfo described)
    {
        lock (Gate)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"{Run}.{++_count}");
            described.Environment[Mark] = mark;
            var family = new ServerFamily(Process.Start(described)!, $"{Mark}={mark}");
            Families.Add(family);
            Guard?.Add(GroupGuard.Group(family.Leader.Id));
            _orphans?.Begin();
            return family;
        }
    }

    /// <summary>A server and what it started were ended for good.</summary>
    public static void Forget(ServerFamily family)
    {
        lock (Gate)
        {
            Families.Remove(family);
            Guard?.Remove(GroupGuard.Group(family.Leader.Id));
        }

        _orphans?.Look();
    }

    // No process is started meanwhile.
    private static bool Look(Func<IReadOnlyList<ServerFamily>, bool> look)
    {
        lock (Gate)
        {
            return look(Families);
        }
    }
}

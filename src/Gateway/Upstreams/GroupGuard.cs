using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// A process beside the gateway that ends what the gateway started, for the case that the gateway is killed and cannot: it learns which groups there are, and
/// when its input closes, however that came about, it asks those that are left to end, and two seconds later ends them. One serves the whole process.
/// </summary>
internal sealed class GroupGuard(string setSid)
{
    // It lets go of the gateway's streams at once: a client that reads them has to see that they end with the gateway.
    private const string Script = """
        exec >/dev/null 2>&1
        cd /
        trap '' HUP INT TERM
        groups=
        while IFS= read -r line; do
          case $line in
            +*) groups="$groups ${line#+}" ;;
            -*) kept=
                for group in $groups; do [ "$group" = "${line#-}" ] || kept="$kept $group"; done
                groups=$kept ;;
          esac
        done
        [ -n "$groups" ] || exit 0
        for group in $groups; do kill -s TERM -- "-$group"; done
        sleep 2
        for group in $groups; do kill -s KILL -- "-$group"; done
        """;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _groups = [];
    private Process? _guard;

    /// <summary>The number of its process; 0 before the first group.</summary>
    public int Id => _guard?.Id ?? 0;

    /// <summary>A group has begun.</summary>
    public void Add(int group)
    {
        lock (_gate)
        {
            _groups.Add(group);
            Tell('+', group);
        }
    }

    /// <summary>A group has ended: its number may soon be another's.</summary>
    public void Remove(int group)
    {
        lock (_gate)
        {
            if (_groups.Remove(group))
            {
                Tell('-', group);
            }
        }
    }

    private void Tell(char sign, int group)
    {
        try
        {
            if (_guard is null)
            {
                Begin();
            }
            else
            {
                Write(sign, group);
            }
        }
        catch (IOException)
        {
            // Somebody ended it. The next one hears of all groups.
            _guard?.Dispose();
            Begin();
        }
    }

    private void Begin()
    {
        try
        {
            var start = new ProcessStartInfo(setSid, ["/bin/sh", "-c", Script]) { UseShellExecute = false, RedirectStandardInput = true };
            start.Environment.Clear();
            start.Environment["PATH"] = "/usr/bin:/bin";
            _guard = Process.Start(start)!;
            foreach (var group in _groups)
            {
                Write('+', group);
            }
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            // Servers run all the same, and end when their input does, as they should by themselves.
            _guard = null;
        }
    }

    private void Write(char sign, int group)
    {
        _guard!.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{sign}{group}\n"));
        _guard.StandardInput.Flush();
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// A process beside the gateway that ends what the gateway started, for the case that the gateway is killed and cannot: it learns what there is, and when its
/// input closes, however that came about, it asks what is left of that, and whatever has the gateway's mark in its environment, to end, and two seconds later
/// ends it. One serves the whole process.
/// </summary>
/// <param name="setSid">The program that makes it independent of the gateway's group.</param>
/// <param name="mark">The beginning of a variable, with its name, that all have that the gateway's servers started.</param>
internal sealed class GroupGuard(string setSid, string mark)
{
    // It lets go of the gateway's streams at once: a client that reads them has to see that they end with the gateway. Of a single process it knows
    // when it started, which stands twenty words behind the last parenthesis: its number may be another's.
    private const string Script = """
        exec >/dev/null 2>&1
        cd /
        trap '' HUP INT TERM
        left=
        while IFS= read -r line; do
          case $line in
            +*) left="$left ${line#+}" ;;
            -*) kept=
                for one in $left; do [ "$one" = "${line#-}" ] || kept="$kept $one"; done
                left=$kept ;;
          esac
        done
        marked() { grep -lsF -e "$mark" /proc/[0-9]*/environ; }
        started() { IFS= read -r stat < "/proc/$1/stat" && set -- ${stat##*) } && echo "${20}"; }
        send() {
          for one in $left; do
            case $one in
              *:*) [ "$(started "${one%:*}")" = "${one#*:}" ] && kill -s "$1" -- "${one%:*}" ;;
              *) kill -s "$1" -- "-$one" ;;
            esac
          done
          for one in $(marked); do
            one=${one#/proc/}
            kill -s "$1" -- "${one%/environ}"
          done
        }
        mark=$1
        [ -n "$left" ] || [ -n "$(marked)" ] || exit 0
        send TERM
        sleep 2
        for again in 1 2 3 4 5; do
          send KILL
          [ -n "$(marked)" ] || break
          sleep 1
        done
        """;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _left = [];
    private Process? _guard;

    /// <summary>The number of its process; 0 before the first is added.</summary>
    public int Id => _guard?.Id ?? 0;

    /// <summary>A whole group, as <see cref="Add"/> and <see cref="Remove"/> take it.</summary>
    public static string Group(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A single process, as <see cref="Add"/> and <see cref="Remove"/> take it.</summary>
    public static string Single(ProcessEntry process) => string.Create(CultureInfo.InvariantCulture, $"{process.Id}:{process.Started}");

    /// <summary>There is something to be ended.</summary>
    public void Add(string one)
    {
        lock (_gate)
        {
            _left.Add(one);
            Tell('+', one);
        }
    }

    /// <summary>Something has ended: its number may soon be another's.</summary>
    public void Remove(string one)
    {
        lock (_gate)
        {
            if (_left.Remove(one))
            {
                Tell('-', one);
            }
        }
    }

    private void Tell(char sign, string one)
    {
        try
        {
            if (_guard is null)
            {
                Begin();
            }
            else
            {
                Write(sign, one);
            }
        }
        catch (IOException)
        {
            // Somebody ended it. The next one hears of everything.
            _guard?.Dispose();
            Begin();
        }
    }

    private void Begin()
    {
        try
        {
            var start = new ProcessStartInfo(setSid, ["/bin/sh", "-c", Script, "sh", mark]) { UseShellExecute = false, RedirectStandardInput = true };
            start.Environment.Clear();
            start.Environment["PATH"] = "/usr/bin:/bin";
            _guard = Process.Start(start)!;
            foreach (var one in _left)
            {
                Write('+', one);
            }
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            // Servers run all the same, and end when their input does, as they should by themselves.
            _guard = null;
        }
    }

    private void Write(char sign, string one)
    {
        _guard!.StandardInput.Write($"{sign}{one}\n");
        _guard.StandardInput.Flush();
    }
}

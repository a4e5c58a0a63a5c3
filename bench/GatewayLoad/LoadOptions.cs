using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>What is asked of one run.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        GatewayLoad [--rows NAME,…] [--rounds N] [--seconds N] [--warm N] [--json FILE] [--gateway FILE] [--against FILE] [--redis URL]   the table; rows: echo-1, echo-32, value-sum, value-sum-redis, result-1mb, arguments-1mb, echo-1mb
            --against FILE puts a gateway of another build beside it, --allocations counts what each call allocates
        GatewayLoad --rows sse [--minutes N]                                                            16 streams of events for so long (60): order, memory, added time
        GatewayLoad --memory CALLS SESSIONS                                                             resident memory while so many calls are made and sessions opened
        GatewayLoad --memory CALLS SESSIONS --stdio                                                     the same, each session a process that ends with it: what is left of them
        GatewayLoad --soak MINUTES [--stores]                                                           half load with crashes, reloads and clients that vanish; every claim is checked;
                                                                                                        with totals on a Redis and the log on a PostgreSQL server that are killed again and again
        """;

    public IReadOnlyList<string> Rows { get; private set; } = [];

    public int Rounds { get; private set; } = 5;

    public double Seconds { get; private set; } = 3;

    public double Warm { get; private set; } = 1;

    public string? Json { get; private set; }

    /// <summary>The gateway's executable, built in Release.</summary>
    public string Gateway { get; private set; } = Path.Combine(Places.Repository, "artifacts", "bin", "Cli", "release", "catalog");

    /// <summary>The executable of another build, measured in turns with the gateway; null for none.</summary>
    public string? Against { get; private set; }

    /// <summary>Whether it is counted what the gateway allocates, which costs it a little.</summary>
    public bool Allocations { get; private set; }

    public int MemoryCalls { get; private set; }

    public int MemorySessions { get; private set; }

    /// <summary>Whether the upstream is a process for each session, and not an address.</summary>
    public bool OverProcesses { get; private set; }

    /// <summary>How long streams of events are listened to.</summary>
    public double Minutes { get; private set; } = 60;

    /// <summary>A Redis server to count on; null to start one where it is needed.</summary>
    public string? Redis { get; private set; }

    public double SoakMinutes { get; private set; }

    /// <summary>Whether a soak counts and logs on servers, which are killed and started again.</summary>
    public bool HasStores { get; private set; }

    /// <summary>Reads a command line; null where it cannot be read.</summary>
    public static LoadOptions? ReadOrNull(string[] args)
    {
        var options = new LoadOptions();
        var left = new Queue<string>(args);
        try
        {
            while (left.TryDequeue(out var name))
            {
                switch (name)
                {
                    case "--rows": options.Rows = left.Dequeue().Split(','); break;
                    case "--rounds": options.Rounds = Whole(left); break;
                    case "--seconds": options.Seconds = Number(left); break;
                    case "--warm": options.Warm = Number(left); break;
                    case "--json": options.Json = left.Dequeue(); break;
                    case "--gateway": options.Gateway = left.Dequeue(); break;
                    case "--against": options.Against = left.Dequeue(); break;
                    case "--allocations": options.Allocations = true; break;
                    case "--minutes": options.Minutes = Number(left); break;
                    case "--redis": options.Redis = left.Dequeue(); break;
                    case "--memory": (options.MemoryCalls, options.MemorySessions) = (Whole(left), Whole(left)); break;
                    case "--stdio": options.OverProcesses = true; break;
                    case "--soak": options.SoakMinutes = Number(left); break;
                    case "--stores": options.HasStores = true; break;
                    default: return null;
                }
            }
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
        {
            return null;
        }

        return options;
    }

    private static int Whole(Queue<string> left) => int.Parse(left.Dequeue(), CultureInfo.InvariantCulture);

    private static double Number(Queue<string> left) => double.Parse(left.Dequeue(), CultureInfo.InvariantCulture);
}

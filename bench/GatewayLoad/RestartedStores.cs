using System.Diagnostics;
using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>The stores of a soak: a Redis server for totals and a PostgreSQL server for the log, each killed in the midst of its work and started again on what it had on disk.</summary>
internal sealed class RestartedStores : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("soak-stores-").FullName;
    private readonly int _redisPort = Peer.FreePort();
    private readonly int _postgresPort = Peer.FreePort();
    private readonly string _programs;
    private Peer _redis = null!;
    private Peer _postgres = null!;

    private RestartedStores(string programs) => _programs = programs;

    /// <summary>When totals could not be counted.</summary>
    public Outages Totals { get; } = new();

    /// <summary>When entries could not be written.</summary>
    public Outages Log { get; } = new();

    public string RedisAddress => $"redis://127.0.0.1:{_redisPort}/0";

    public string LogAddress => $"postgres://postgres@127.0.0.1:{_postgresPort}/postgres";

    /// <summary>Starts both; null, saying why, where one is not installed.</summary>
    public static async Task<RestartedStores?> StartOrNullAsync()
    {
        const string Postgres = "/usr/lib/postgresql";
        if (OperatingSystem.IsWindows() || !File.Exists("/usr/bin/redis-server") || !Directory.Exists(Postgres))
        {
            Console.WriteLine("skipped: needs a Redis and a PostgreSQL server (apt-get install redis-server postgresql)");
            return null;
        }

        var stores = new RestartedStores(Path.Combine(Directory.GetDirectories(Postgres).Order(StringComparer.Ordinal).Last(), "bin"));
        // The server of PostgreSQL, which is not root's, makes folders in it.
        File.SetUnixFileMode(stores._folder, (UnixFileMode)0b111_111_111);
        var (file, arguments) = stores.AsOwner("initdb", "-D", stores.Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-locale");
        using (var made = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = stores._folder })!)
        {
            await made.StandardOutput.ReadToEndAsync();
            await made.WaitForExitAsync();
        }

        await stores.StartRedisAsync();
        await stores.StartPostgresAsync();
        return stores;
    }

    /// <summary>Kills one after the other, until it is told to stop; both are there at the end.</summary>
    public async Task RestartAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Between, stop);
                Totals.Begin();
                _redis.Kill();
                Totals.Gone();
                await Task.Delay(Away, CancellationToken.None);
                Totals.Return();
                _redis.Dispose();
                await StartRedisAsync();
                Totals.End();

                await Task.Delay(Between, stop);
                Log.Begin();
                _postgres.Kill();
                Log.Gone();
                await Task.Delay(Away, CancellationToken.None);
                Log.Return();
                _postgres.Dispose();
                await StartPostgresAsync();
                Log.End();
            }
        }
        catch (OperationCanceledException)
        {
            // The soak ends.
        }
    }

    /// <summary>How many rows of the log each tool and decision has.</summary>
    public async Task<IReadOnlyDictionary<(string Tool, string Decision), long>> RowsAsync() =>
        (await AskAsync("SELECT tool, lower(decision), count(*) FROM gateway_log.decisions WHERE tool IS NOT NULL GROUP BY 1, 2"))
            .Select(static line => line.Split('|'))
            .ToDictionary(static row => (row[0], row[1]), static row => long.Parse(row[2], CultureInfo.InvariantCulture));

    /// <summary>Forwarded calls of which the log does not say what became of them, and outcomes that are there more than once.</summary>
    public async Task<(long Calls, long Open, long Twice)> OutcomesAsync()
    {
        var row = (await AskAsync(
            """
            WITH later AS (SELECT entry::json->>'of' AS of, count(*) AS times FROM gateway_log.decisions WHERE lower(decision) = 'settled' GROUP BY 1),
                 calls AS (SELECT entry::json->>'id' AS id, entry::json->>'outcome' AS outcome FROM gateway_log.decisions WHERE lower(decision) = 'allow' AND tool IS NOT NULL)
            SELECT count(*), count(*) FILTER (WHERE outcome IS NULL AND times IS NULL), count(*) FILTER (WHERE times > 1 OR (outcome IS NOT NULL AND times IS NOT NULL))
            FROM calls LEFT JOIN later ON id = of
            """))[0].Split('|');
        return (long.Parse(row[0], CultureInfo.InvariantCulture), long.Parse(row[1], CultureInfo.InvariantCulture), long.Parse(row[2], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _redis?.Dispose();
        _postgres?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    // A kill is not a failure of the machine: what was written is there. Each command is on its way to the disk before its answer all the same.
    private async Task StartRedisAsync() => _redis = await Peer.StartAsync(
        "redis", _redisPort, "/usr/bin/redis-server", ["--port", $"{_redisPort}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--dir", _folder], _folder);

    private async Task StartPostgresAsync()
    {
        var (file, arguments) = AsOwner("postgres", "-D", Data, "-c", "listen_addresses=127.0.0.1", "-c", $"port={_postgresPort}", "-c", $"unix_socket_directories={_folder}");
        _postgres = await Peer.StartAsync("postgres", _postgresPort, file, arguments, _folder);
    }

    /// <summary>PostgreSQL refuses to be started by root.</summary>
    private (string File, string[] Arguments) AsOwner(string program, params string[] arguments) => Environment.UserName == "root"
        ? ("/usr/bin/setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_programs, program), .. arguments])
        : (Path.Combine(_programs, program), arguments);

    private async Task<string[]> AskAsync(string sql)
    {
        using var asking = Process.Start(new ProcessStartInfo(Path.Combine(_programs, "psql"), [LogAddress, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", sql]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await asking.StandardOutput.ReadToEndAsync();
        await asking.WaitForExitAsync();
        return asking.ExitCode == 0 ? said.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException("the log of the soak could not be read");
    }
}

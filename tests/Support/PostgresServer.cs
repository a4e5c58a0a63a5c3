using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Catalog.Support;

/// <summary>A PostgreSQL server of this test run: on a port and in a folder of its own, gone when the run ends, however it ends.</summary>
public sealed class PostgresServer
{
    /// <summary>The password of its user <c>postgres</c>.</summary>
    public const string Password = "p@ss/w:rd";

    private static readonly Lock Gate = new();
    private static Task<(PostgresServer? Server, string? Problem)>? _started;

    private readonly string _programs;
    private readonly string _folder;
    private readonly ConcurrentBag<string> _free = [];
    private int _databases;

    private PostgresServer(string programs, string folder, int port)
    {
        _programs = programs;
        _folder = folder;
        Port = port;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The server; skips the test, saying so, where none is installed.</summary>
    /// <param name="settings">More of its settings, <c>NAME=VALUE</c>; they hold where this is what starts it.</param>
    public static async Task<PostgresServer> RequireAsync(params string[] settings)
    {
        Task<(PostgresServer? Server, string? Problem)> started;
        lock (Gate)
        {
            started = _started ??= StartAsync(settings);
        }

        var (server, problem) = await started;
        if (server is null)
        {
            Assert.Skip(problem!);
        }

        return server;
    }

    /// <summary>An empty database for one test; gives its address.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        if (_free.TryTake(out var address))
        {
            return address;
        }

        var name = $"t{Interlocked.Increment(ref _databases)}";
        await ScriptAsync($"CREATE DATABASE {name}");
        return AddressOf(name);
    }

    /// <summary>The address of a database.</summary>
    public string AddressOf(string database) => $"postgres://postgres:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/{database}";

    /// <summary>Gives a database back, emptied for the next test: to make one takes longer.</summary>
    public async Task ReturnAsync(string address)
    {
        await ScriptAsync("SET client_min_messages = error; DROP SCHEMA IF EXISTS catalog CASCADE; DROP SCHEMA IF EXISTS gateway_log CASCADE", address[(address.LastIndexOf('/') + 1)..]);
        _free.Add(address);
    }

    /// <summary>Runs SQL as the server's owner; gives what it prints.</summary>
    public async Task<string> ScriptAsync(string sql, string database = "postgres")
    {
        var start = new ProcessStartInfo(Path.Combine(_programs, "psql"), ["-h", _folder, "-p", $"{Port}", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(await error);
    }

    private static async Task<(PostgresServer? Server, string? Problem)> StartAsync(string[] settings)
    {
        if (FindOrNull() is not { } programs)
        {
            return (null, "needs a PostgreSQL server: apt-get install postgresql (14 or later), or set CATALOG_POSTGRES to the folder of its programs");
        }

        // Socket paths are short, so the folder is not below the one of the run.
        var folder = Directory.CreateTempSubdirectory("pg-").FullName;
        var port = FreePorts.Next();
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
            File.SetUnixFileMode(password, (UnixFileMode)0b110_100_100);
        }

        var server = new PostgresServer(programs, folder, port);
        var data = Path.Combine(folder, "data");
        var user = Environment.UserName == "root" ? $"setpriv --reuid={Owner()} --regid=nogroup --clear-groups " : "";
        var options = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off -c max_connections=200 -c lc_messages=C {string.Join(' ', settings.Select(static setting => $"-c {setting}"))}";

        // The shell waits for its input to end, which it does when this process does, and then ends the server at once.
        var script = $"""
            cd {folder}
            {user}{programs}/initdb -D {data} -U postgres --pwfile={password} --auth-local=trust --auth-host=scram-sha-256 -E UTF8 --no-locale --no-sync >{folder}/log 2>&1 || exit 1
            {user}{programs}/postgres -D {data} {options} >>{folder}/log 2>&1 &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server
            rm -rf {folder}
            """;
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, UseShellExecute = false })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            shell.StandardInput.Close();
            shell.WaitForExit();
        };
        return await server.IsUpAsync(shell) ? (server, null) : throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(folder, "log"))}");
    }

    private async Task<bool> IsUpAsync(Process shell)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!shell.HasExited && !giveUp.IsCancellationRequested && await pace.WaitForNextTickAsync())
        {
            using var ready = Process.Start(new ProcessStartInfo(Path.Combine(_programs, "pg_isready"), ["-q", "-h", _folder, "-p", Port.ToString(CultureInfo.InvariantCulture)]))!;
            await ready.WaitForExitAsync();
            if (ready.ExitCode == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindOrNull()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var named = Environment.GetEnvironmentVariable("CATALOG_POSTGRES");
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(static path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(static path => Path.Combine(path, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        return (named is null ? debian.Concat(path) : [named]).FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "psql")));
    }

    /// <summary>A user that is not root, for the server refuses that one.</summary>
    private static string Owner() => File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}

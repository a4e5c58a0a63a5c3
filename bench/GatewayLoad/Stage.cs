using System.Diagnostics;

namespace Catalog.GatewayLoad;

/// <summary>The processes of one run, on ports and in a folder of their own: the fast upstream, nginx in front of it where there is one, and the gateway.</summary>
internal sealed class Stage : IDisposable
{
    private const string Policy = """
        {"version":"1","description":"VERSION","default":"deny","tools":{
          "echo":{"deny_if":[{"conditions":[{"path":"args.message","op":"contains","value":"forbidden"}],"on_deny":"Not that."}],
                  "limits":[{"counter":"echoes","window":"day","max":MAX,"scope":"grant"}]},
          "blob":{"limits":[{"counter":"blobs","window":"day","max":MAX,"scope":"grant"}]},
          "tool_3":{"limits":[{"counter":"payments","window":"day","max":MAX,"scope":"grant"},
                              {"counter":"amounts","window":"day","max":MAX,"scope":"grant","amount_from":"args.amount"}]},
          "tool_2":{"deny_if":[{"conditions":[{"path":"args.text","op":"contains","value":"forbidden"}],"on_deny":"Not that."}],
                    "limits":[{"counter":"texts","window":"day","max":TEXTS,"scope":"grant"}]}}}
        """;

    private const string NginxConfiguration = """
        worker_processes 1;
        pid nginx.pid;
        daemon off;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_max_body_size 16m;
          client_body_buffer_size 4m;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream mcp { server 127.0.0.1:UPSTREAM; keepalive 256; }
          server {
            listen 127.0.0.1:PORT reuseport;
            keepalive_requests 1000000000;
            location / {
              proxy_pass http://mcp;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_buffering off;
            }
          }
        }
        """;

    private Peer? _redis;
    /// <summary>An upstream on lines: one answer serves the handshake and every call.</summary>
    private const string LineServer = """
        while IFS= read -r line; do
          case "$line" in
            *'"id":'*)
              id=${line#*'"id":'}
              printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"lines","version":"1"},"content":[]}}\n' "${id%%[,\}]*}";;
          esac
        done
        """;

    private readonly string _upstreamProgram;
    private bool _counts;
    private bool _isOverProcesses;

    private Stage(string folder, string upstreamProgram) => (Folder, _upstreamProgram) = (folder, upstreamProgram);

    public string Folder { get; }

    public Peer Upstream { get; private set; } = null!;

    /// <summary>Null where this machine has no nginx.</summary>
    public Peer? Nginx { get; private set; }

    public Peer Gateway { get; private set; } = null!;

    /// <summary>A second gateway that counts on a Redis server; null where none is asked for, or there is no such server.</summary>
    public Peer? SharedGateway { get; private set; }

    /// <summary>A gateway of another build; null where none is asked for.</summary>
    public Peer? Against { get; private set; }

    /// <summary>The program that a session's process runs, where each has one.</summary>
    public string LineServerFile => Path.Combine(Folder, "line-server.sh");

    public string PolicyFile => Path.Combine(Folder, "policy.json");

    /// <summary>The gateway's store. Beside the policy each write to it would wake the watch over that folder.</summary>
    public string Store => Path.Combine(Folder, "store", "gateway.db");

    /// <param name="options">What is asked of the run.</param>
    /// <param name="limit">Calls a day.</param>
    /// <param name="payload">Characters of a <c>blob</c>.</param>
    /// <param name="upstream">The port of an upstream that runs already; null to start the fast one.</param>
    /// <param name="more">More of the gateway's options.</param>
    public static async Task<Stage> StartAsync(LoadOptions options, long limit, int payload, int? upstream = null, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-load-").FullName;
        var stage = new Stage(folder, upstream is null && !options.OverProcesses ? await BuildUpstreamAsync(folder) : "")
        {
            _counts = options.Allocations,
            _isOverProcesses = options.OverProcesses,
        };
        stage.WritePolicy(limit, limit, version: 0);
        if (options.OverProcesses)
        {
            await File.WriteAllTextAsync(stage.LineServerFile, LineServer);
        }
        else if (upstream is null)
        {
            await stage.StartUpstreamAsync(Peer.FreePort(), payload);
            await stage.StartNginxAsync();
        }

        var port = upstream ?? (options.OverProcesses ? 0 : stage.Upstream.Port);
        stage.Gateway = await stage.StartGatewayAsync("gateway", options.Gateway, port, stage.Store, more);
        if (options.Against is { } other)
        {
            stage.Against = await stage.StartGatewayAsync("before", other, port, Path.Combine(folder, "store", "before.db"));
        }

        if (options.Rows.Any(static row => row.EndsWith("-redis", StringComparison.Ordinal)) && (options.Redis ?? await stage.StartRedisAsync()) is { } redis)
        {
            stage.SharedGateway = await stage.StartGatewayAsync("shared", options.Gateway, port, Path.Combine(folder, "store", "shared.db"), "--counters", redis);
        }

        return stage;
    }

    /// <summary>Writes the policy.</summary>
    /// <param name="limit">Calls of <c>echo</c> and of <c>blob</c> a day.</param>
    /// <param name="texts">Calls of <c>tool_2</c> a day.</param>
    /// <param name="version">What tells this document from the one before.</param>
    public void WritePolicy(long limit, long texts, int version)
    {
        // Put in its place whole: a reader must not see half of it.
        var text = Policy.Replace("MAX", $"{limit}", StringComparison.Ordinal).Replace("TEXTS", $"{texts}", StringComparison.Ordinal).Replace("VERSION", $"{version}", StringComparison.Ordinal);
        File.WriteAllText(PolicyFile + ".new", text);
        File.Move(PolicyFile + ".new", PolicyFile, overwrite: true);
    }

    /// <summary>Makes a grant for the policy; gives its token.</summary>
    public async Task<string> GrantAsync(string gatewayFile, string label)
    {
        using var adding = Process.Start(new ProcessStartInfo(gatewayFile, ["grant", "add", "--label", label, "--policy", "policy", "--store", Store]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await adding.StandardOutput.ReadToEndAsync();
        await adding.WaitForExitAsync();
        return said.Trim();
    }

    public async Task StartUpstreamAsync(int port, int payload)
    {
        // In a folder of its own: its host watches the one where it runs, and what is below, so each write of a gateway to its store would wake it.
        var home = Directory.CreateDirectory(Path.Combine(Folder, "upstream-home")).FullName;
        Upstream = await Peer.StartAsync("upstream", port, "dotnet", [_upstreamProgram, "--port", $"{port}", "--payload", $"{payload}"], home);
    }

    public void Dispose()
    {
        SharedGateway?.Dispose();
        Against?.Dispose();
        Gateway?.Dispose();
        _redis?.Dispose();
        Nginx?.Dispose();
        Upstream?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<Peer> StartGatewayAsync(string name, string file, int upstream, string store, params string[] more)
    {
        var port = Peer.FreePort();
        return await Peer.StartAsync(
            name,
            port,
            file,
            ["gateway", "--policy", PolicyFile, "--listen", $"http://127.0.0.1:{port}", "--store", store, "--session-limit", "1000000", .. more,
                .. _isOverProcesses ? ["--", "sh", LineServerFile] : (string[])["--upstream", $"http://127.0.0.1:{upstream}/mcp"]],
            Folder,
            _counts);
    }

    private async Task<string?> StartRedisAsync()
    {
        const string File = "/usr/bin/redis-server";
        if (!System.IO.File.Exists(File))
        {
            Console.WriteLine("no Redis server is installed (apt-get install redis-server): its rows are left out");
            return null;
        }

        var port = Peer.FreePort();
        _redis = await Peer.StartAsync("redis", port, File, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Folder], Folder);
        return $"redis://127.0.0.1:{port}/0";
    }

    private async Task StartNginxAsync()
    {
        const string File = "/usr/sbin/nginx";
        if (!System.IO.File.Exists(File))
        {
            Console.WriteLine("nginx is not installed (apt-get install nginx): its columns are left out");
            return;
        }

        var port = Peer.FreePort();
        var home = Directory.CreateDirectory(Path.Combine(Folder, "nginx", "logs")).Parent!.FullName;
        var text = NginxConfiguration.Replace("UPSTREAM", $"{Upstream.Port}", StringComparison.Ordinal).Replace("PORT", $"{port}", StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(Path.Combine(home, "nginx.conf"), text);
        Nginx = await Peer.StartAsync("nginx", port, File, ["-p", home, "-c", "nginx.conf"], Folder);
    }

    private static async Task<string> BuildUpstreamAsync(string folder)
    {
        var source = Directory.CreateDirectory(Path.Combine(folder, "upstream-source")).FullName;
        foreach (var file in Directory.GetFiles(Places.Upstream))
        {
            var copy = Path.Combine(source, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetAttributes(copy, FileAttributes.Normal);
        }

        var output = Path.Combine(folder, "upstream");
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", source, "-c", "Release", "-o", output, "-v", "quiet", "--nologo"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? Path.Combine(output, "fastserver.dll") : throw new InvalidOperationException($"the upstream does not build:\n{said}");
    }
}

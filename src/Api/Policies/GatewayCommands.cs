using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Api.Shell;
using Catalog.Core.Servers;

namespace Catalog.Api.Policies;

/// <summary>The lines that put the bundled gateway in front of a server. Names in them are strangers' text, and are quoted for a shell.</summary>
internal static class GatewayCommands
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Default };

    public static GatewaySetup For(ServerRecord server, string policyFile)
    {
        var start = StartOrNull(server);
        var gateway = new List<string> { "gateway", "--policy", policyFile };
        gateway.AddRange(start ?? ["--", "COMMAND"]);
        var configuration = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["mcpServers"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [ShortName(server.Key)] = new { command = "catalog", args = gateway },
            },
        };
        return new GatewaySetup("catalog " + string.Join(' ', gateway.Select(Quote)), start is not null, JsonSerializer.Serialize(configuration, Readable));
    }

    /// <summary>A short name for a server, of characters that are safe in a file name and a configuration.</summary>
    public static string ShortName(ServerKey key)
    {
        var name = key.Name.TrimEnd('/');
        var last = name[(name.AsSpan().LastIndexOfAny('/', '#') + 1)..];
        return FileNames.Safe(last.Length > 0 ? last : name);
    }

    /// <summary>A word for a POSIX shell.</summary>
    internal static string Quote(string word) =>
        word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '_' or '/' or ':' or '=' or '+' or '-' or ',' or '%')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Null where it is not known how the server is started: a guess would be run.
    private static IReadOnlyList<string>? StartOrNull(ServerRecord server)
    {
        var (name, version) = (server.Key.Name, server.Snapshot.Version);
        if (name.StartsWith('-'))
        {
            return null;
        }

        var pinned = string.IsNullOrEmpty(version) ? name : $"{name}@{version}";
        return server.Key.Kind switch
        {
            "npm" => ["--", "npx", "-y", pinned],
            "pypi" => ["--", "uvx", pinned],
            "remote" when SiteUrl.OutsideOrNull(name) is not null => ["--upstream", name],
            _ => null,
        };
    }
}

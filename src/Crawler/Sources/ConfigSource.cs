using System.Runtime.CompilerServices;
using System.Text.Json;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Fetching.Pypi;
using Catalog.Crawler.Introspection;

namespace Catalog.Crawler.Sources;

/// <summary>
/// The servers that an MCP client is configured with: <c>config:FILE</c>, JSON with <c>mcpServers</c>, <c>servers</c>, <c>context_servers</c> or
/// <c>mcp.servers</c>. Variables and headers of the configuration stay there: they hold the user's secrets.
/// </summary>
internal sealed class ConfigSource : IServerSource
{
    private static readonly string[] Runners = ["npx", "bunx", "pnpx", "npx.cmd"];

    public string Id => "config";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (servers, problem) = await ReadAsync(reference.Value, cancellationToken);
        if (problem is not null)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problem);
        }

        foreach (var (name, text) in servers)
        {
            yield return Entry(name, text, reference);
        }
    }

    private static async Task<(IReadOnlyList<(string Name, string? Reference)> Servers, string? Problem)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return ([], $"there is no file `{file}`");
        }

        try
        {
            await using var stream = File.OpenRead(file);
            using var json = await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }, cancellationToken);
            var root = json.RootElement;
            var maps = new[] { Member(root, "mcpServers"), Member(root, "servers"), Member(root, "context_servers"), Member(Member(root, "mcp"), "servers") }
                .Where(static map => map.ValueKind == JsonValueKind.Object)
                .ToList();
            return maps.Count == 0
                ? ([], $"`{file}` names no MCP servers: it has neither `mcpServers` nor `servers`")
                : ([.. maps.SelectMany(static map => map.EnumerateObject()).Select(static server => (server.Name, ReferenceOrNull(server.Value)))], null);
        }
        catch (JsonException broken)
        {
            return ([], $"`{file}` is not JSON: line {broken.LineNumber + 1}");
        }
    }

    private static SourceEntry Entry(string name, string? text, SourceReference config)
    {
        if (text is null)
        {
            return SourceEntry.Failed(config.ToString(), $"the server `{name}` has neither a command nor a URL");
        }

        if (!SourceReference.TryParse(text, out var reference, out var error))
        {
            return SourceEntry.Failed(config.ToString(), $"the server `{name}` cannot be named: {error}");
        }

        var key = reference.Scheme switch
        {
            "npm" => "npm:" + reference.Value,
            "pypi" => "pypi:" + SimplePage.Normalize(reference.Value),
            "http" => "remote:" + WebAddress.WithoutSecrets(reference.Value),
            _ => "import:-/" + CommandLineText.WithoutSecrets(reference.Value),
        };
        return ServerKey.TryParse(key, out var server)
            ? SourceEntry.Listed(new ServerListing { Server = server, Reference = reference, ListedBy = reference.ToString() })
            : SourceEntry.Failed(config.ToString(), $"the server `{name}` gives no usable key");
    }

    /// <summary>The reference that a configured server amounts to; null where it is none.</summary>
    private static string? ReferenceOrNull(JsonElement server)
    {
        if ((Text(server, "url") ?? Text(server, "serverUrl") ?? Text(server, "httpUrl")) is { } url)
        {
            return "http:" + url;
        }

        // Zed nests the command's path: { "command": { "path": …, "args": … } }.
        var command = Text(server, "command") ?? Text(Member(server, "command"), "path");
        var arguments = Strings(Member(server, "args")) ?? Strings(Member(Member(server, "command"), "args")) ?? [];
        if (command is null)
        {
            return null;
        }

        var program = Path.GetFileName(command);
        var words = program is "cmd" or "cmd.exe" && arguments is ["/c", _, ..] ? [.. arguments.Skip(1)] : new[] { command }.Concat(arguments).ToList();
        program = Path.GetFileName(words[0]);
        var rest = words.Skip(program is "pnpm" or "yarn" && words.ElementAtOrDefault(1) == "dlx" ? 2 : 1).ToList();
        if (Runners.Contains(program, StringComparer.Ordinal) || (rest.Count == words.Count - 2))
        {
            return PackageOf(rest, "--package", "-p") is { } package ? "npm:" + package : null;
        }

        return program is "uvx" or "pipx" && PackageOf([.. rest.Where(static word => word != "run")], "--from", "--spec") is { } python
            ? "pypi:" + python.Replace("==", "@", StringComparison.Ordinal)
            : "stdio:" + string.Join(' ', words.Select(CommandLineText.Quote));
    }

    /// <summary>The package that a runner's arguments name: that of an option, else the first word that is no option.</summary>
    private static string? PackageOf(IReadOnlyList<string> words, string option, string shortOption)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith(option + "=", StringComparison.Ordinal))
            {
                return words[i][(option.Length + 1)..];
            }

            if ((words[i] == option || words[i] == shortOption) && i + 1 < words.Count)
            {
                return words[i + 1];
            }
        }

        return words.FirstOrDefault(static word => !word.StartsWith('-'));
    }

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static IReadOnlyList<string>? Strings(JsonElement array) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)]
        : null;
}

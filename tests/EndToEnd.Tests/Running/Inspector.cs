using System.Diagnostics;
using System.Text.Json;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>The MCP Inspector's command line, in front of <c>catalog gateway</c> over stdio, in front of the reference filesystem server.</summary>
internal sealed class Inspector(string home, string policy, string root)
{
    /// <summary>Lists the tools that the client is shown.</summary>
    public async Task<IReadOnlyList<string>> ListToolsAsync()
    {
        using var answer = await RunAsync("tools/list");
        return [.. answer.RootElement.GetProperty("result").GetProperty("tools").EnumerateArray().Select(static t => t.GetProperty("name").GetString()!)];
    }

    /// <summary>Calls a tool with string arguments, and gives its result.</summary>
    public async Task<JsonElement> CallAsync(string tool, params (string Name, string Value)[] arguments)
    {
        using var answer = await RunAsync("tools/call", ["--tool-name", tool, .. arguments.SelectMany(static a => new[] { "--tool-arg", $"{a.Name}={a.Value}" })]);
        return answer.RootElement.GetProperty("result").Clone();
    }

    private async Task<JsonDocument> RunAsync(string method, params string[] more)
    {
        var config = Path.Combine(home, "inspector.json");
        var describe = CatalogCommand.Describe(home, []);
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            mcpServers = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["filesystem"] = new
                {
                    command = CatalogCommand.Executable,
                    args = new[] { "gateway", "--policy", policy, "--name", "filesystem", "--", "node", await Peers.FilesystemServerAsync(), root },
                    env = new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["HOME"] = home,
                        ["XDG_DATA_HOME"] = describe.Environment["XDG_DATA_HOME"],
                        ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
                    },
                },
            },
        }));
        var start = new ProcessStartInfo("node", [await Peers.InspectorAsync(), "--cli", "--config", config, "--server", "filesystem", "--format", "json", "--method", method, .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = home,
        };
        start.Environment["HOME"] = home;
        start.Environment["MCP_INSPECTOR_SECRET_STORE"] = "memory";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output;
        Assert.True(text.TrimStart().StartsWith('{'), $"the Inspector answered `{text}` and said:\n{await error}");
        return JsonDocument.Parse(text);
    }
}

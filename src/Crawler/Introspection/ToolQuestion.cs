using System.Text.Json;
using Catalog.Core.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Catalog.Crawler.Introspection;

/// <summary>Asks a connected server for its tools, page by page, within limits. It may be hostile: whatever it does, the question ends.</summary>
internal static class ToolQuestion
{
    private const string Extractor = "introspection@1";
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(3);

    /// <summary>Connects and asks. Runs until it is answered, refused or cancelled; the caller holds the clock.</summary>
    public static async Task<AskResult> AskAsync(IClientTransport transport, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "catalog", Version = "1" },
            DiscoverProbeTimeout = Probe,

            // Some tools are offered only to clients that can do these things, as many can; a server that asks for one of them is refused.
#pragma warning disable MCP9005 // leaving the protocol in 2026, and what most servers of today still ask for
            Capabilities = new ClientCapabilities { Roots = new RootsCapability(), Sampling = new SamplingCapability(), Elicitation = new ElicitationCapability { Form = new FormElicitationCapability() } },
            Handlers = new McpClientHandlers
            {
                RootsHandler = static (_, _) => ValueTask.FromResult(new ListRootsResult { Roots = [] }),
                SamplingHandler = static (_, _, _) => throw new McpException("nothing is sampled here"),
#pragma warning restore MCP9005
                ElicitationHandler = static (_, _) => ValueTask.FromResult(new ElicitResult { Action = "decline" }),
            },
        };
        await using var client = await McpClient.CreateAsync(transport, options, loggerFactory: null, cancellationToken);
        if (client.ServerCapabilities.Tools is null)
        {
            return new AskResult { Title = client.ServerInfo?.Title, Version = client.ServerInfo?.Version };
        }

        var tools = new Dictionary<string, ToolDefinition>(StringComparer.Ordinal);
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 0; page < SandboxLimits.Pages; page++)
        {
            var answer = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken);
            foreach (var tool in answer.Tools.Where(static tool => !string.IsNullOrEmpty(tool.Name)))
            {
                tools.TryAdd(tool.Name, Define(tool));
            }

            if (tools.Count > SandboxLimits.Tools)
            {
                return AskResult.Failed($"it names more than {SandboxLimits.Tools} tools");
            }

            cursor = answer.NextCursor;
            if (string.IsNullOrEmpty(cursor))
            {
                return new AskResult { Tools = [.. tools.Values], Title = client.ServerInfo?.Title, Version = client.ServerInfo?.Version };
            }

            if (!cursors.Add(cursor))
            {
                return AskResult.Failed("its list of tools has no end: it gives the same page again");
            }
        }

        return AskResult.Failed($"its list of tools has more than {SandboxLimits.Pages} pages");
    }

    private static ToolDefinition Define(Tool tool) => new()
    {
        Tool = tool.Name,
        Title = tool.Title,
        Description = tool.Description,
        InputSchema = tool.InputSchema.ValueKind == JsonValueKind.Object ? tool.InputSchema.Clone() : null,
        Annotations = tool.Annotations is null ? null : JsonSerializer.SerializeToElement(tool.Annotations, McpJsonUtilities.DefaultOptions),
        Exposed = Exposure.Yes,
        Source = new SourceLocation { Extractor = Extractor },
    };
}

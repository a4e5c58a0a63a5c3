using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

McpServerOptions options = new()
{
    Handlers = new McpServerHandlers
    {
        ListToolsHandler = (request, cancellationToken) => ValueTask.FromResult(new ListToolsResult
        {
            Tools =
            [
                new Tool
                {
                    Name = "mow",
                    Title = "Mow the lawn",
                    Description = "Mows the lawn.",
                    InputSchema = JsonSerializer.Deserialize<JsonElement>("""
                        { "type": "object", "properties": { "height": { "type": "number", "description": "In centimetres." } }, "required": ["height"] }
                        """),
                    Annotations = new() { DestructiveHint = true, ReadOnlyHint = false },
                },
                new Tool { Name = Garden.Water, Description = "Waters.", InputSchema = JsonSerializer.SerializeToElement(new { type = "object", properties = new { litres = new { type = "integer" } }, required = new[] { "litres" } }) },
            ],
        }),
    },
};
await McpServer.Create(new StdioServerTransport("garden"), options).RunAsync();

internal static class Garden
{
    public const string Water = "water" + "_lawn";
}

using Microsoft.Extensions.AI;
using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
var weigh = AIFunctionFactory.Create((double grams, string? unit = "g") => grams, "weigh", "Weighs a parcel.");
McpServerTool Wrapped(string name, Delegate function) => McpServerTool.Create(function, new McpServerToolCreateOptions { Name = "post_" + name, Description = $"Does {name}.", ReadOnly = true });

builder.Services.AddMcpServer()
    .WithStdioServerTransport()
    .WithTools([McpServerTool.Create(weigh), McpServerTool.Create(Parcels.Track), Wrapped("stamp", ([Description("How many.")] int count) => count)]);

foreach (var (place, words) in new[] { ("north", "Sends north."), ("south", "Sends south.") })
{
    builder.Services.AddSingleton(McpServerTool.Create((string parcel) => parcel, new() { Name = $"send_{place}", Description = words }));
}

foreach (var kind in new[] { "letter", "card" })
{
    builder.Services.AddSingleton(McpServerTool.Create((string text) => text, new() { Name = "write_" + kind }));
}

builder.Services.AddSingleton(McpServerTool.Create((string text) => text, new() { Name = Console.ReadLine() }));
builder.Services.AddSingleton(McpServerTool.Create(typeof(Parcels).GetMethod(nameof(Parcels.Return))!));
builder.Build().Run();

internal static class Parcels
{
    [Description("Tracks a parcel.")]
    public static async Task<string> Track(string parcel, CancellationToken cancellationToken) => parcel;

    [McpServerTool(Name = "give_back")]
    public static void Return(Guid parcel) { }
}

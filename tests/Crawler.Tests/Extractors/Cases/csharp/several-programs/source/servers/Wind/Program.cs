using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMcpServer().WithTools<WindTools>();
builder.Build().Run();

[McpServerToolType]
public sealed class WindTools
{
    [McpServerTool(Name = Names.Prefix + "wind")]
    public string Tell(string harbour) => "";
}

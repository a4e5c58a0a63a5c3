using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMcpServer().WithTools<TideTools>();
builder.Build().Run();

[McpServerToolType]
public sealed class TideTools
{
    [McpServerTool(Name = Names.Prefix + "tide")]
    public string Tell(string harbour) => "";
}

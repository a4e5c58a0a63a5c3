if (args.Contains("--http"))
{
    var web = WebApplication.CreateBuilder(args);
    web.Services.AddMcpServer().WithHttpTransport().WithTools<Clock>();
    web.Build().Run();
    return 0;
}

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Clock>();
builder.Build().Run();
return 0;

public class Clock
{
    [McpServerTool, Description("The hour.")]
    public static int Hour() => 1;
}

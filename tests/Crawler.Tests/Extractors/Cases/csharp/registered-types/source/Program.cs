var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMcpServer().WithHttpTransport().WithTools<Clock>().WithTools([typeof(Calendar)]);
if (Environment.GetEnvironmentVariable("ALARMS") == "on")
{
    builder.Services.AddMcpServer().WithTools<Alarm>();
}

builder.Build().Run();

[McpServerToolType]
public class Clock
{
    [McpServerTool, Description("The hour.")]
    public static int Hour() => 1;
}

public class Calendar
{
    [McpServerTool, Description("The day.")]
    public int Day() => 1;
}

public class Alarm
{
    [McpServerTool, Description("Rings.")]
    public void Ring(DateTime at) { }
}

[McpServerToolType]
public class Forgotten
{
    [McpServerTool, Description("Nobody registers it.")]
    public void Nothing() { }
}

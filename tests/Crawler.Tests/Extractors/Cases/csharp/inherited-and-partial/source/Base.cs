public abstract class Shared
{
    [McpServerTool(Name = "ping"), Description("Says that it is there.")]
    public string Ping() => "";
}

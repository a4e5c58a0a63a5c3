[McpServerToolType]
public static class Tools
{
    public static string Lift() => "";

    public static IEnumerable<McpServerTool> All => [McpServerTool.Create(Lift, new() { Name = "lift", Description = Texts.Lift })];
}

[McpServerToolType]
public static class Fakes
{
    [McpServerTool]
    public static void Fake() { }
}

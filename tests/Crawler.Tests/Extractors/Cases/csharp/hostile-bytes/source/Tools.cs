[McpServerToolType]
public static class Tools
{
    // ÿþÀ€
    [McpServerTool(Name = "a\u202eb"), Description("x Ã( y")]
    public static void Odd() { }
    [McpServerTool
    public static void Broken( { 

public partial class Parts
{
    private const string Kind = "part";

    [McpServerTool(Name = $"drop_{Kind}", Destructive = true)]
    [Description(Texts.Drop)]
    public string Drop([Description("Line one.\n" + "Line two.")] string[] names, Level? level) => "";

    public partial string AddPart(string name) => name;

    public enum Level { Low, High }
}

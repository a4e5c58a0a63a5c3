using ModelContextProtocol.Server;

[McpServerToolType]
public sealed class GrainTools
{
    [McpServerTool, System.ComponentModel.Description("Grinds grain")]
    public string GrindGrain(int sacks) => "";
}

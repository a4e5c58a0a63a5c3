[McpServerToolType]
public partial class Parts : Shared
{
    /// <summary>Adds a <c>part</c>.</summary>
    /// <param name="name">Its name.</param>
    [McpServerTool]
    public partial string AddPart(string name);
}

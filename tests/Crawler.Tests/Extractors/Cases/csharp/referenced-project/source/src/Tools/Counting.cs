namespace Tools;

[McpServerToolType]
public static partial class Counting
{
    [McpServerTool(Name = Names.Count)]
    [Description(Names.Words)]
    public static int Count(Shelf shelf, IReadOnlyList<string> labels, Dictionary<string, double>? weights = null) => 0;
}

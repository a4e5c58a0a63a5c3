[McpServerToolType]
public class Tools : Tools
{
    private const string A = B;
    private const string B = A + "x";
    private static string F() => G();
    private static string G() => F();

    [McpServerTool(Name = A)]
    public static void Lost() { }

    [McpServerTool, Description("Node by node.")]
    public static void Walk(Node node) { while (true) { Walk(node); } }
}

public class Node
{
    public Node? Next { get; set; }

    public List<Node> Children { get; set; } = [];
}

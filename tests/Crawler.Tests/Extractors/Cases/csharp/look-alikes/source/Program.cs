using ModelContextProtocol.Client;

var client = await McpClient.CreateAsync(new StdioClientTransport(new() { Command = "x" }));
// [McpServerTool(Name = "in_a_comment")]
var text = "[McpServerTool(Name = \"in_a_text\")] new Tool { Name = \"t\" }";
var other = new Hammer.Tool { Name = "hammer", Description = "No tool of a server." };
#if NEVER
[McpServerToolType] class Off { [McpServerTool] public static void NotCompiled() { } }
#endif

namespace Hammer
{
    public class Tool { public string Name { get; set; } = ""; public string Description { get; set; } = ""; }
}

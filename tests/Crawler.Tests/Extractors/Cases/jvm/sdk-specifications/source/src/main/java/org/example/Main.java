package org.example;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;

public class Main {
    private static final String SCHEMA = """
        {
          "type": "object",
          "properties": { "pump": { "type": "string" } },
          "required": ["pump"]
        }
        """;

    public static void main(String[] args) {
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider())
            .serverInfo("pumps", "1.0")
            .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
            .tools(specifications())
            .build();
        server.addTool(new McpServerFeatures.SyncToolSpecification(new Tool("stop_pump", "Stops " + Names.PUMP, SCHEMA), (exchange, arguments) -> null));
        if (System.getenv("PUMPS_WRITE") != null) {
            server.addTool(McpServerFeatures.SyncToolSpecification.builder()
                .tool(Tool.builder().name("reset_" + "pump").description(String.format("Resets %s", Names.PUMP)).inputSchema(new McpSchema.JsonSchema("object", Map.of("hard", Map.of("type", "boolean")), List.of("hard"), false, null, null)).build())
                .callHandler((exchange, request) -> null)
                .build());
        }
    }

    private static List<McpServerFeatures.SyncToolSpecification> specifications() {
        return List.of(read("read_pump", "Reads one"), read("read_all", "Reads all"));
    }

    private static McpServerFeatures.SyncToolSpecification read(String name, String description) {
        var tool = McpSchema.Tool.builder()
            .name(name)
            .description(description)
            .inputSchema(Map.of("type", "object", "properties", Map.of()))
            .annotations(new McpSchema.ToolAnnotations(null, true, false, true, false, null))
            .build();
        return McpServerFeatures.SyncToolSpecification.builder().tool(tool).callHandler((exchange, request) -> null).build();
    }
}

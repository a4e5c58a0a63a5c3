package org.example;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema.Tool;

public class Main {
    public static void main(String[] args) throws Exception {
        var server = McpServer.sync(null).build();
        server.addTool(specification(args[0], "Named by an argument"));
        server.addTool(specification("fixed", "Since " + java.time.Instant.now()));
        server.addTool(specification("from_resource", "Schema beside the code"));
        new Tool("never_offered", "Only made", "{}");
    }

    private static McpServerFeatures.SyncToolSpecification specification(String name, String description) throws Exception {
        try (var in = Main.class.getResourceAsStream("/schema.json")) {
            return new McpServerFeatures.SyncToolSpecification(new Tool(name, description, new String(in.readAllBytes())), (exchange, arguments) -> null);
        }
    }
}

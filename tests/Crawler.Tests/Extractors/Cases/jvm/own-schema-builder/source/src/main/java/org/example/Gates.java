package org.example;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import java.util.ArrayList;
import java.util.List;

public class Gates {
    private final List<GateTool> tools = new ArrayList<>();
    private final String zone;

    public static void main(String[] args) {
        new Gates(args).start();
    }

    Gates(String[] args) {
        this(args, "north");
    }

    Gates(String[] args, String zone) {
        this.zone = zone;
        tools.add(new OpenGate());
        tools.addAll(List.of(new CountGates(zone)));
    }

    void start() {
        McpServer.sync(null).tools(tools.stream().map(this::specification).toArray(McpServerFeatures.SyncToolSpecification[]::new)).build();
    }

    private McpServerFeatures.SyncToolSpecification specification(GateTool tool) {
        return new McpServerFeatures.SyncToolSpecification.Builder().tool(tool.definition()).callHandler((exchange, request) -> tool.run()).build();
    }
}

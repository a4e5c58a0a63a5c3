package org.example;

import io.modelcontextprotocol.spec.McpSchema;

abstract class GateTool {
    private final McpSchema.Tool definition;

    protected GateTool(McpSchema.Tool definition) {
        this.definition = definition;
    }

    McpSchema.Tool definition() {
        return definition;
    }

    abstract Object run();
}

package org.example;

class OpenGate extends GateTool {
    static final String TOOL_NAME = "open_gate";

    OpenGate() {
        super(new ToolBuilder().name(TOOL_NAME).description("Opens a gate").text("gate", "Which").text("reason", "Why", false).choice("speed", "slow", "fast").build());
    }

    @Override
    Object run() {
        return null;
    }
}

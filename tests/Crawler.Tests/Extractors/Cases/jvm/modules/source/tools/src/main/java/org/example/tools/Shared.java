package org.example.tools;

import io.quarkiverse.mcp.server.*;

public class Shared {
    @Tool(description = "Of the library")
    String shared(@ToolArg(description = "Q") String q) {
        return "";
    }
}

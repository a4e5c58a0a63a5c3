package org.example.other;

import io.quarkiverse.mcp.server.Tool;

public class Other {
    @Tool
    String other() {
        return "";
    }
}

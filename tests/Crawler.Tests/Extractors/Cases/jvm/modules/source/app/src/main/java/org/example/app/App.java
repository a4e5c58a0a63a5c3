package org.example.app;

import io.quarkiverse.mcp.server.Tool;

public class App {
    @Tool(description = "Of the program")
    String own() {
        return "";
    }
}

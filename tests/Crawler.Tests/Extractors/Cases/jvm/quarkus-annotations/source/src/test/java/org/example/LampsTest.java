package org.example;

import io.quarkiverse.mcp.server.Tool;

public class LampsTest {
    @Tool(description = "Only for the test")
    String only_a_test() {
        return "";
    }
}

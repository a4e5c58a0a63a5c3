package org.example;

import org.springframework.ai.tool.annotation.Tool;

public class Storms {

    @Tool(name = "storms", description = "Storms on the way")
    public String storms() {
        return "";
    }
}

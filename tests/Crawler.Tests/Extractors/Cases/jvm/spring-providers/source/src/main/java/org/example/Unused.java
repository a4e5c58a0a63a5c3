package org.example;

import org.springframework.ai.tool.annotation.Tool;

public class Unused {

    @Tool(description = "Nobody hands this to a provider")
    public String unused() {
        return "";
    }
}

package org.example;

import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.stereotype.Service;

@Service
public class Tides {

    @Tool(description = "Tide at a harbour")
    public String tideAt(@ToolParam(description = "Harbour") String harbour, @ToolParam(required = false) Integer hours, ToolContext context) {
        return "";
    }

    @Tool
    public String listHarbours() {
        return "";
    }
}

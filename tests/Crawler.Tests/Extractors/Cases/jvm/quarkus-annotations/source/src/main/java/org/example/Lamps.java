package org.example;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.mcp.server.McpLog;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.Tool.Annotations;
import io.quarkiverse.mcp.server.ToolArg;

public class Lamps {

    static final String ROOM = "Name of the room";

    @Tool(description = "Switches a lamp " + Words.ON, annotations = @Annotations(title = "Switch on", readOnlyHint = false, destructiveHint = false))
    String switch_on(@ToolArg(description = ROOM) String room, @ToolArg(description = "Percent", defaultValue = "50") int brightness, McpLog log) {
        return "on";
    }

    @Tool(name = "find-lamps", description = """
            Finds lamps.
              Indented as written.
            """)
    List<Lamp> find(@ToolArg(name = "filter", required = false) String text, Optional<Integer> limit, Kind kind, List<Double> points) {
        return List.of();
    }

    String noTool(String room) {
        return room;
    }

    record Lamp(String id) {
    }

    enum Kind { DESK, FLOOR }
}

package org.example;

class CountGates extends GateTool {
    CountGates(String zone) {
        super(new ToolBuilder().name("count_gates").description("Counts the gates of zone %s".formatted(zone)).build());
    }

    @Override
    Object run() {
        return null;
    }
}

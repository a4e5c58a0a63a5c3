package org.example;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ToolBuilder {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private String name;
    private String description;

    ToolBuilder name(String name) {
        this.name = name;
        return this;
    }

    ToolBuilder description(String description) {
        this.description = description;
        return this;
    }

    ToolBuilder text(String property, String description) {
        return text(property, description, true);
    }

    ToolBuilder text(String property, String description, boolean isRequired) {
        properties.put(property, Map.of("type", "string", "description", description));
        if (isRequired) {
            required.add(property);
        }
        return this;
    }

    ToolBuilder choice(String property, String... values) {
        var content = new LinkedHashMap<String, Object>();
        content.put("type", "string");
        content.put("enum", List.of(values));
        properties.put(property, content);
        return this;
    }

    McpSchema.Tool build() {
        if (name == null) {
            throw new IllegalStateException("no name");
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.copyOf(required));
        return McpSchema.Tool.builder(name, schema).description(description).build();
    }
}

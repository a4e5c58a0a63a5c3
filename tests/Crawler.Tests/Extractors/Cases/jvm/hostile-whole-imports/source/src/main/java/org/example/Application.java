package org.example;

import org.example.part.Rings;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {
    public static void main(String[] args) {}

    @Bean
    public ToolCallbackProvider rings(Rings rings) {
        return MethodToolCallbackProvider.builder().toolObjects(rings).build();
    }
}

package org.example;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    ToolCallbackProvider tools(Tides tides) {
        return MethodToolCallbackProvider.builder().toolObjects(tides).build();
    }

    @Bean
    @ConditionalOnProperty(name = "storms.enabled", havingValue = "true")
    ToolCallbackProvider storms() {
        return MethodToolCallbackProvider.builder().toolObjects(new Storms()).build();
    }

    @Bean
    ToolCallback upper() {
        return FunctionToolCallback.builder("toUpper", (Text t) -> t.text().toUpperCase())
            .description("Makes letters large")
            .inputType(Text.class)
            .build();
    }

    public record Text(String text) {
    }
}

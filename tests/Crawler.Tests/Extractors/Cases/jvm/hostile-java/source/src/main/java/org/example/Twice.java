package org.example;

import io.quarkiverse.mcp.server.Tool;
import org.eclipse.microprofile.config.inject.ConfigProperty;

public class Twice {
  @ConfigProperty(name = "one", name = "two", defaultValue = "a", defaultValue = "b")
  String text;

  @Tool(name = "twice", description = "Said twice", description = "and again")
  String twice() { return text; }
}

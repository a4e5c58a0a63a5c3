package org.example;
import io.quarkiverse.mcp.server.*;
public class Broken {
  @Tool(description = "Behind an error ÿþ")
  String behind( { return ""; }
  }}} @@@ (((
  @Tool(description = "After

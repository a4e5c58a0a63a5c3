dependencies { implementation("io.modelcontextprotocol:kotlin-sdk-server:0.8.0") }

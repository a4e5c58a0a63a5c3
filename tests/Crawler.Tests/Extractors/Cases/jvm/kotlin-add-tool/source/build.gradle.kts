plugins { kotlin("jvm") }
dependencies { implementation("io.modelcontextprotocol:kotlin-sdk:0.8.0") }

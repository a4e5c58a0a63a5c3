import io.modelcontextprotocol.kotlin.sdk.server.Server

fun registerFakes(server: Server) {
    server.addTool(name = "faked", description = "Of a test") { CallToolResult(listOf()) }
}

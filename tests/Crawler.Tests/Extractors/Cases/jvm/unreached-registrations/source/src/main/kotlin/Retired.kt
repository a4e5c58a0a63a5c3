import io.modelcontextprotocol.kotlin.sdk.server.Server

fun registerWax(server: Server) {
    server.addTool(name = "melt_wax", description = "Melts wax") { CallToolResult(listOf()) }
}

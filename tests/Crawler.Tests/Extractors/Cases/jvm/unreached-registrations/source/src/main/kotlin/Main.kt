import io.modelcontextprotocol.kotlin.sdk.server.Server

fun main() {
    val server = Server(Implementation("hives", "1"), ServerOptions())
    registerHoney(server)
}

fun registerHoney(server: Server) {
    server.addTool(name = "gather_honey", description = "Gathers honey") { CallToolResult(listOf()) }
    if (System.getenv("HIVES_WRITE") == "on") {
        server.addTool(name = "move_hive", description = "Moves a hive") { CallToolResult(listOf()) }
    }
}

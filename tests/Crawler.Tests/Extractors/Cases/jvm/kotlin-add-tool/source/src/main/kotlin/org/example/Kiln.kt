package org.example

import io.modelcontextprotocol.kotlin.sdk.server.Server
import io.modelcontextprotocol.kotlin.sdk.types.CallToolResult
import io.modelcontextprotocol.kotlin.sdk.types.ToolAnnotations
import io.modelcontextprotocol.kotlin.sdk.types.ToolSchema
import kotlinx.serialization.json.add
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonArray
import kotlinx.serialization.json.putJsonObject

private const val UNIT = "degrees"

internal object Words {
    const val KILN = "kiln"
    val about by lazy { "Reads the $KILN" }
}

fun Server.registerKiln(http: Any) {
    addTool(
        name = "read_${Words.KILN}",
        description = """
            ${Words.about} in $UNIT.
              Twice.
        """.trimIndent(),
        inputSchema = ToolSchema(
            properties = buildJsonObject {
                putJsonObject("zone") {
                    put("type", "string")
                    putJsonArray("enum") {
                        add("top")
                        add("bottom")
                    }
                }
                text("note", "A note")
            },
            required = listOf("zone"),
        ),
        toolAnnotations = ToolAnnotations(readOnlyHint = true, openWorldHint = false),
    ) { request ->
        val zone = request.arguments?.get("zone") ?: return@addTool CallToolResult(listOf())
        CallToolResult(listOf(zone))
    }
    listOf("open" to "Opens the door", "close" to "Closes the door").forEach { (name, about) ->
        addTool(name = "${name}_door", description = about) { CallToolResult(listOf()) }
    }
}

fun Server.registerFire() = addTool("fire", "Fires") { CallToolResult(listOf()) }

private fun kotlinx.serialization.json.JsonObjectBuilder.text(name: String, about: String) {
    putJsonObject(name) {
        put("type", "string")
        put("description", about)
    }
}

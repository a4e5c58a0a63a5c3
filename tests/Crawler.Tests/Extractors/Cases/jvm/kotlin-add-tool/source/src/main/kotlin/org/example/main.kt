package org.example

import io.modelcontextprotocol.kotlin.sdk.server.Server
import io.modelcontextprotocol.kotlin.sdk.types.Implementation
import kotlinx.coroutines.runBlocking

fun main() = serve()

fun serve() {
    client().use { http ->
        val server = Server(Implementation(name = "kiln", version = "1"))
        server.registerKiln(http)
        if (System.getenv("KILN_FIRE") == "1") {
            server.registerFire()
        }
        runBlocking { server.connect() }
    }
}

package org.example

fun main() {
    val tools: List<PlantTool<*>> = buildList { add(WaterTool()) }
    startServer(tools)
}

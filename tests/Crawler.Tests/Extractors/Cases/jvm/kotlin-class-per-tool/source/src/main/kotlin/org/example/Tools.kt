package org.example

import io.modelcontextprotocol.kotlin.sdk.types.Tool
import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable

interface PlantTool<Args : Any> {
    val name: String
    val description: String
    fun handle(args: Args): String
}

abstract class AbstractPlantTool<Args : Any>(val serializer: KSerializer<Args>) : PlantTool<Args>

@Serializable
data class WaterArgs(val plant: String, val litres: Double = 0.5, val at: List<String>?)

val most = 3

class WaterTool : AbstractPlantTool<WaterArgs>(WaterArgs.serializer()) {
    override val name: String = "water_plant"
    override val description: String
        get() = "Waters a plant, $most times at most"

    override fun handle(args: WaterArgs) = ""
}

class LeftTool : AbstractPlantTool<WaterArgs>(WaterArgs.serializer()) {
    override val name = "left_out"
    override val description = "Nothing makes it"

    override fun handle(args: WaterArgs) = ""
}

using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Lamps;

[McpServerToolType]
public sealed class LampTools(ILampStore store)
{
    [McpServerTool(Name = "switch_lamp", Title = "Switch a lamp", ReadOnly = false, Destructive = false, Idempotent = true, OpenWorld = false)]
    [Description("Switches one lamp on or off.")]
    public Task<string> SwitchAsync(
        [Description("The lamp's number.")] int lamp,
        [Description("True for on.")] bool on = true,
        CancellationToken cancellationToken = default) => store.Switch(lamp, on);

    [McpServerTool, Description("Lists every lamp of a room.")]
    public static async Task<string[]> ListLampsAsync(string? room) => [];

    [McpServerTool, Description("Counts lamps.")]
    [return: Description("How many there are.")]
    public static int CountLamps() => 0;

    [McpServerTool(UseStructuredContent = true), Description("Measures light.")]
    [return: Description("In lux.")]
    public static int MeasureLight() => 0;

    [McpServerTool]
    public static string HTTPStatusOf2Lamps() => "";

    public static string NoTool(string x) => x;
}

public interface ILampStore
{
    Task<string> Switch(int lamp, bool on);
}

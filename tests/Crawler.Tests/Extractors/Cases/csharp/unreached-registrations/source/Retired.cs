using ModelContextProtocol.Server;

public static class Retired
{
    public static void AddWater(IMcpServerBuilder server) =>
        server.WithTools([McpServerTool.Create((int litres) => "", new() { Name = "pump_water", Description = "Pumps water" })]);
}

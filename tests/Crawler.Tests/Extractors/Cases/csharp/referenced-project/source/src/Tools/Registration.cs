namespace Tools;

public static class Registration
{
    public static IServiceCollection AddAllTools(this IServiceCollection services)
    {
        services.AddMcpServer().WithStdioServerTransport().WithToolsFromAssembly(typeof(Registration).Assembly);
        return services;
    }
}

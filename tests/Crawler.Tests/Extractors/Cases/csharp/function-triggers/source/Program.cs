var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureMcpTool("bake").WithProperty("oven", "string", "Which oven.", required: true);
builder.Build().Run();

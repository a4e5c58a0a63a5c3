using Tools;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddAllTools();
await builder.Build().RunAsync();

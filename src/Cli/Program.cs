using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;

if (LongRun.IsMeant(args))
{
    LongRun.Begin();
}

return await CommandLine.RunAsync(args, Console.Out, Console.Error);

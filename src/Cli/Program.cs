using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Gateway.Upstreams;

if (!LongRun.IsMeant(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error);
}

LongRun.Begin();
ServerOrphans.Adopt();
using var givingBack = NativeHeap.GiveBackEachMinuteOrNull(TimeProvider.System);
return await CommandLine.RunAsync(args, Console.Out, Console.Error);

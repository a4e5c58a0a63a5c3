using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;

if (!LongRun.IsMeant(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error);
}

LongRun.Begin();
using var givingBack = NativeHeap.GiveBackEachMinuteOrNull(TimeProvider.System);
return await CommandLine.RunAsync(args, Console.Out, Console.Error);

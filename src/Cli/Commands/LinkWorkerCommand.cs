using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Cli.Commands;

/// <summary>The hidden verb by which this program starts itself to read whole snapshots of untrusted source code: frames in on standard input, frames out on standard output.</summary>
internal sealed class LinkWorkerCommand : ICliCommand
{
    public Command Build()
    {
        var command = new Command(LinkWorkerOptions.Verb, "Read snapshots for another `catalog` process; not for use by hand") { Hidden = true };
        command.SetAction(static async (_, cancellationToken) =>
        {
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            return await LinkWorkerHost.RunAsync(input, output, cancellationToken);
        });
        return command.WithExamples("catalog " + LinkWorkerOptions.Verb);
    }
}

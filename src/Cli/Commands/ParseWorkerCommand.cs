using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Cli.Commands;

/// <summary>The hidden verb by which this program starts itself to parse untrusted source code: frames in on standard input, frames out on standard output.</summary>
internal sealed class ParseWorkerCommand : ICliCommand
{
    public Command Build()
    {
        var command = new Command(ParseWorkerOptions.Verb, "Parse source code for another `catalog` process; not for use by hand") { Hidden = true };
        command.SetAction(static async (_, cancellationToken) =>
        {
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            return await ParseWorkerHost.RunAsync(input, output, cancellationToken);
        });
        return command.WithExamples("catalog " + ParseWorkerOptions.Verb);
    }
}

using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests;

/// <summary>Runs a command in this process, as a person would type it.</summary>
internal static class CommandRun
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(args, output, error), output.ToString(), error.ToString());
    }
}

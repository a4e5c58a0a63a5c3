using System.CommandLine;
using System.Reflection;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog version</c>: the version and the system that it runs on, for bug reports.</summary>
internal sealed class VersionCommand : ICliCommand
{
    public Command Build()
    {
        var command = new Command("version", "Print the version and the system it runs on");
        command.SetAction(static parsed =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parsed.InvocationConfiguration.Output.WriteLine(
                $"catalog {version} ({System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription})");
            return 0;
        });
        return command.WithExamples("catalog version");
    }
}

using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Cli.Policies;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog policy</c>: recommends, checks, tries, tests, compares and replays policies; each in a file of its own.</summary>
internal sealed class PolicyCommand : ICliCommand
{
    public Command Build()
    {
        var command = new Command("policy", "Recommend, check, try, test, compare and replay policies");
        foreach (var subcommand in (Command[])[new PolicyCheck().Build(), new PolicyDecide().Build(), new PolicyTest().Build(), new PolicyDiff().Build(), new PolicyReplay().Build()])
        {
            command.Subcommands.Add(subcommand);
        }

        new PolicyRecommend().AddTo(command);
        return command.WithExamples(
            "catalog policy npm:@modelcontextprotocol/server-filesystem --dialect gateway",
            "catalog policy npm:@modelcontextprotocol/server-filesystem --for claude-code",
            "catalog policy check policy.json");
    }
}

using System.CommandLine;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway check</c>: reads a <c>gateway.yaml</c> and what it names, and starts nothing.</summary>
internal sealed class GatewayCheck
{
    private readonly Argument<string> _file = new("FILE") { Description = "The configuration; variables and stored secrets that it names must be set" };
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        var command = new Command("check", "Say whether a gateway.yaml and the policies that it names are good, and start nothing") { _file, _store };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog gateway check gateway.yaml");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var read = await GatewayFileRun.LookAsync(path, new StoreSecrets(parsed.GetValue(_store)), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        foreach (var problem in read.Problems)
        {
            await output.WriteLineAsync(problem.ToString());
        }

        if (read.Plan is not { } plan)
        {
            return ExitCodes.No;
        }

        foreach (var notice in plan.Listeners.Select(static l => ListenerNotice.OfOrNull(l.Url)).OfType<string>())
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(notice);
        }

        await output.WriteLineAsync($"{path}: good; {Counted.Of(plan.Upstreams.Count, "server")}, {plan.Policies.Count} {(plan.Policies.Count == 1 ? "policy" : "policies")}, {Counted.Of(plan.Grants.Count, "grant")}");
        return ExitCodes.Done;
    }
}

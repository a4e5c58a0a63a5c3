using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Policy.Comparing;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy diff</c>: what two policies do not share.</summary>
internal sealed class PolicyDiff
{
    private readonly Argument<string> _before = new("A") { Description = "The first policy" };
    private readonly Argument<string> _after = new("B") { Description = "The second policy" };
    private readonly Option<bool> _json = PolicyInput.JsonOption();

    internal Command Build()
    {
        var command = new Command("diff", "Say what two policies do not share, whatever their layout; exit code 1 where they differ") { _before, _after, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog policy diff old.json new.json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var changes = PolicyComparison.Compare(
            PolicyInput.LoadValid(parsed.GetRequiredValue(_before)).File,
            PolicyInput.LoadValid(parsed.GetRequiredValue(_after)).File);
        cancellationToken.ThrowIfCancellationRequested();
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(PolicyJson.Write(changes));
        }
        else
        {
            foreach (var change in changes)
            {
                await output.WriteLineAsync($"{(change.Added ? '+' : '-')} {change.Pointer} {change.Text}".TrimEnd());
            }
        }

        return changes.Count == 0 ? ExitCodes.Done : ExitCodes.No;
    }
}

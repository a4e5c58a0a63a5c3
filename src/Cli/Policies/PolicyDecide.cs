using System.CommandLine;
using System.Numerics;
using Catalog.Cli.Hosting;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Deciding;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy decide</c>: what a policy says of one call, and by which rule.</summary>
internal sealed class PolicyDecide
{
    private readonly Argument<string> _file = new("FILE") { Description = "The policy" };
    private readonly Option<string> _call = new("--call")
    {
        Description = "The call as JSON, or a file that holds it: name, arguments; if they matter method (tools/call), uri, label, claims, session, server, tools",
        HelpName = "CALL",
        Required = true,
    };

    private readonly Option<string?> _server = PolicyInput.ServerOption();
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<bool> _json = PolicyInput.JsonOption();

    internal Command Build()
    {
        var command = new Command("decide", "Say what a policy does with one call, and by which rule; limits are taken as not yet drawn on") { _file, _call, _server, _db, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("""catalog policy decide policy.json --call '{"name":"write_file","arguments":{"path":"/tmp/x"}}'""");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var call = CallText.Parse(parsed.GetRequiredValue(_call));
        var policy = PolicyInput.LoadValid(parsed.GetRequiredValue(_file));
        var tools = await PolicyInput.ToolsOrNullAsync(parsed.GetValue(_server), StoreOption.Locate(parsed, _db), cancellationToken);
        var decision = PolicyDecisionPoint.Decide(policy, call.ToCall(tools));
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(PolicyJson.Write(new
            {
                decision = decision.Kind,
                decision.Rule,
                decision.Message,
                draws = decision.Draws.Select(static d => new { scope = d.Key.Scope, d.Key.Counter, d.Key.Window, amount = Amount(d.Nanos), rules = d.Caps.Select(static c => c.Rule) }),
                approval = decision.Approval is { } asked ? new { asked.Messages, expiresSeconds = (long)asked.Expires.TotalSeconds, asked.Binding } : null,
                decision.Would,
                decision.Errors,
                policy = decision.PolicyId,
            }));
        }
        else
        {
            await output.WriteLineAsync($"{decision.Kind.ToString().ToLowerInvariant()}{(decision.Rule is null ? "" : $" by {decision.Rule}")}");
            foreach (var line in Lines(decision))
            {
                await output.WriteLineAsync("  " + line);
            }
        }

        return decision.Kind == DecisionKind.Allow ? ExitCodes.Done : ExitCodes.No;
    }

    private static IEnumerable<string> Lines(Decision decision)
    {
        if (decision.Kind != DecisionKind.Allow)
        {
            yield return decision.Approval is { } approval ? DecisionText.ApprovalRequired(approval.Messages) : DecisionText.Denied(decision);
        }

        foreach (var draw in decision.Draws)
        {
            yield return $"draws {Amount(draw.Nanos)} on `{draw.Key.Counter}` per {draw.Key.Window.ToString().ToLowerInvariant()} for each {ScopeOf(draw.Key.Scope)} ({string.Join(", ", draw.Caps.Select(static c => c.Rule))})";
        }

        foreach (var would in decision.Would)
        {
            yield return $"would: {would}";
        }
    }

    private static string ScopeOf(CounterScope scope) => scope.ToString().ToLowerInvariant();

    private static string Amount(BigInteger nanos)
    {
        var (whole, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
        return rest.IsZero ? whole.ToString() : $"{whole}.{rest.ToString().PadLeft(9, '0').TrimEnd('0')}";
    }
}

using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Policy.Deciding;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy test</c>: runs cases of calls against a policy.</summary>
internal sealed class PolicyTest
{
    private readonly Argument<string> _file = new("FILE") { Description = "The policy" };
    private readonly Argument<string> _cases = new("CASES") { Description = """A JSON file: [{"note":"…","call":{"name":"TOOL","arguments":{…}},"decision":"allow|deny|pending|refuse","rule":"…","message":"…"}]""" };
    private readonly Option<string?> _server = PolicyInput.ServerOption();
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<bool> _json = PolicyInput.JsonOption();

    internal Command Build()
    {
        var command = new Command("test", "Run cases of calls against a policy, and tell which are decided otherwise") { _file, _cases, _server, _db, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog policy test policy.json cases.json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var policy = PolicyInput.LoadValid(parsed.GetRequiredValue(_file));
        var cases = ReadCases(parsed.GetRequiredValue(_cases));
        var tools = await PolicyInput.ToolsOrNullAsync(parsed.GetValue(_server), StoreOption.Locate(parsed, _db), cancellationToken);
        var results = cases
            .Select((one, index) => (Name: one.Note ?? $"case {index + 1}", Difference: one.DifferenceOrNull(PolicyDecisionPoint.Decide(policy, one.Call.ToCall(tools)))))
            .ToList();
        var failed = results.Count(static r => r.Difference is not null);
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(PolicyJson.Write(new { passed = results.Count - failed, failed, cases = results.Select(static r => new { note = r.Name, difference = r.Difference }) }));
        }
        else
        {
            foreach (var (name, difference) in results)
            {
                await output.WriteLineAsync(difference is null ? $"ok    {name}" : $"FAIL  {name}: {difference}");
            }

            await output.WriteLineAsync($"{results.Count - failed} passed, {failed} failed");
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static List<PolicyTestCase> ReadCases(string file)
    {
        try
        {
            var cases = JsonSerializer.Deserialize<List<PolicyTestCase>>(PolicyInput.Read(file), PolicyJson.Options) ?? [];
            return cases.Count > 0 ? cases : throw new CommandFailedException($"`{file}` holds no case", ExitCodes.Usage);
        }
        catch (JsonException failure)
        {
            throw new CommandFailedException($"`{file}` is no list of cases: {failure.Message.TrimEnd('.')}", ExitCodes.Usage, failure);
        }
    }
}

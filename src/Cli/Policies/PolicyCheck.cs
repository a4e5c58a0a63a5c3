using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Policy.Checking;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy check</c>: every error and warning of a document with its place.</summary>
internal sealed class PolicyCheck
{
    private readonly Argument<string> _file = new("FILE") { Description = "The policy" };
    private readonly Option<string?> _server = PolicyInput.ServerOption();
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<bool> _json = PolicyInput.JsonOption();

    internal Command Build()
    {
        var command = new Command("check", "Tell every error of a policy with its place; with --server also what does not fit that server's tools") { _file, _server, _db, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog policy check policy.json", "catalog policy check policy.json --server npm:@modelcontextprotocol/server-filesystem");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, file) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_file));
        var loaded = PolicyInput.Load(file);
        var tools = await PolicyInput.ToolsOrNullAsync(parsed.GetValue(_server), StoreOption.Locate(parsed, _db), cancellationToken);
        var warnings = loaded.Policy is { } policy ? PolicyWarnings.Check(policy, tools) : [];
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(PolicyJson.Write(new { valid = loaded.Policy is not null, policy = loaded.Policy?.Id, loaded.Errors, warnings }));
        }
        else
        {
            foreach (var (kind, problem) in loaded.Errors.Select(static e => ("error", e)).Concat(warnings.Select(static w => ("warning", w))))
            {
                await output.WriteLineAsync($"{file}:{problem.Line}:{problem.Column}: {kind}: {problem.Message} ({(problem.Pointer.Length == 0 ? "document" : problem.Pointer)})");
            }

            await output.WriteLineAsync(loaded.Policy is null ? $"{file} is not valid: {Counted.Of(loaded.Errors.Count, "error")}" : $"{file} is valid, {Counted.Of(warnings.Count, "warning")} ({loaded.Policy.Id})");
        }

        return loaded.Policy is null ? ExitCodes.No : ExitCodes.Done;
    }
}

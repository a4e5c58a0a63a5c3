using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Decisions;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog log verify</c>: whether the decision log is as it was written.</summary>
internal sealed class LogVerify
{
    private readonly Option<string?> _known = new("--hash") { Description = "A last hash that an earlier check gave: it must still be part of the log", HelpName = "HASH" };
    private readonly Option<FileInfo?> _file = GatewayStoreOption.CreateLogFile();
    private readonly Option<string?> _database = GatewayStoreOption.CreateLogDatabase();
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON" };
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        var command = new Command("verify", "Check that no entry of the log was changed or removed") { _known, _file, _database, _json, _store };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog log verify", "catalog log verify --hash 5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenLogAsync(parsed, _store, parsed.GetValue(_file), parsed.GetValue(_database), cancellationToken);
        var check = await services.GetRequiredService<IDecisionLog>().VerifyAsync(parsed.GetValue(_known), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(parsed.GetValue(_json) ? GatewayJson.Line(check) : Text(check));
        return check.Fault is null ? ExitCodes.Done : ExitCodes.No;
    }

    private static string Text(DecisionLogCheck check)
    {
        var lines = new List<string>
        {
            check.Fault is null
                ? string.Create(CultureInfo.InvariantCulture, $"{check.Entries} entries are as they were written")
                : string.Create(CultureInfo.InvariantCulture, $"{check.Entries} entries are as they were written, then: {check.Fault}"),
        };
        if (check.Removed > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{check.Removed} before them were removed when they were old enough"));
        }

        if (check.Unchained > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{check.Unchained} were written by an earlier version and cannot be checked"));
        }

        if (check.Head is not null)
        {
            lines.Add($"the last hash is {check.Head}: note it elsewhere, and `catalog log verify --hash` shows later whether it is still part of the log");
        }

        return string.Join('\n', lines);
    }
}

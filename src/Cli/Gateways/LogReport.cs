using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog log report</c>: what policies that only observe would have done, and what to change before they are enforced.</summary>
internal sealed class LogReport
{
    private const int MostEntries = 100_000;

    private readonly Option<bool> _observe = new("--observe") { Description = "What observed rules would have done; the one report there is, and so what is shown without it" };
    private readonly Option<string?> _server = new("--server") { Description = "Only of this server id", HelpName = "ID" };
    private readonly Option<string?> _since = new("--since") { Description = "Only from then on: a moment (2026-03-04T10:00Z) or a length of time before now (7d)", HelpName = "TIME" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON" };
    private readonly Option<FileInfo?> _file = GatewayStoreOption.CreateLogFile();
    private readonly Option<string?> _database = GatewayStoreOption.CreateLogDatabase();
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        var command = new Command("report", "Show what observed rules would have denied, and what to change to enforce or allow it") { _observe, _server, _since, _json, _file, _database, _store };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog log report --observe --since 7d", "catalog log report --observe --server files --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = new DecisionQuery { Server = parsed.GetValue(_server), Since = Moments.ParseOrNull(parsed.GetValue(_since)), Limit = MostEntries };
        await using var services = await GatewayStoreOption.OpenLogAsync(parsed, _store, parsed.GetValue(_file), parsed.GetValue(_database), cancellationToken);
        var entries = await services.GetRequiredService<IDecisionLog>().ListAsync(query, cancellationToken);
        var report = ObserveReport.Of(entries);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(parsed.GetValue(_json) ? GatewayJson.Line(report) : Text(report));
        if (entries.Count == MostEntries)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"catalog: the report is of the newest {MostEntries} entries: take a part with --since or --server");
        }

        return ExitCodes.Done;
    }

    private static string Text(ObserveReport report)
    {
        var lines = new List<string>
        {
            report.From is { } from
                ? string.Create(CultureInfo.InvariantCulture, $"Of {report.Calls} calls since {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC, observed rules would have changed {report.Changed}.")
                : "The log has no entry.",
        };
        foreach (var rule in report.Rules)
        {
            lines.Add("");
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Count} × {(rule.Would == DecisionKind.Pending ? "ask a person" : "deny")}: {rule.Rule} of {rule.Policy ?? "-"}, tool {rule.Tool} of {rule.Server}, grant {rule.Grant ?? "-"}"));
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"    first {rule.First.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, last {rule.Last.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}{(rule.Example is null ? "" : $", such as entry {rule.Example}")}"));
            lines.Add($"    to enforce it: {rule.ToEnforce}");
            lines.Add($"    to keep allowing these calls: {rule.ToAllow}");
        }

        // Names are the agents' and servers' own: shown, never obeyed.
        return string.Join('\n', lines.Select(static line => VisibleText.Of(line)));
    }
}

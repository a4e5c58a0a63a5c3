using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog log</c>: what the gateway decided, oldest first.</summary>
internal sealed class LogCommand : ICliCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly Option<string?> _tool = new("--tool") { Description = "Only of this tool", HelpName = "NAME" };
    private readonly Option<string?> _server = new("--server") { Description = "Only of this server id", HelpName = "ID" };
    private readonly Option<string?> _decision = new("--decision") { Description = "Only of this kind", HelpName = "allow|deny|pending|refuse|settled" };
    private readonly Option<string?> _since = new("--since") { Description = "Only from then on: a moment (2026-03-04T10:00Z) or a length of time before now (2h)", HelpName = "TIME" };
    private readonly Option<string?> _id = new("--id") { Description = "One decision whole, or all of one request for approval", HelpName = "ID" };
    private readonly Option<int> _limit = new("--limit") { Description = "The newest so many", DefaultValueFactory = static _ => 100, HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what is decided from now on" };
    private readonly Option<FileInfo?> _file = GatewayStoreOption.CreateLogFile();
    private readonly Option<string?> _database = GatewayStoreOption.CreateLogDatabase();
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        _decision.AcceptOnlyFromAmong("allow", "deny", "pending", "refuse", "settled");
        var command = new Command("log", "Show what the gateway decided, and by which rule") { _tool, _server, _decision, _since, _id, _limit, _json, _follow, _file, _database, _store };
        command.SetAction(RunAsync);
        command.Add(new LogVerify().Build());
        command.Add(new LogReport().Build());
        return command.WithExamples("catalog log", "catalog log verify", "catalog log report --observe", "catalog log --id 0198c5f0a7b97c4e8a7d0c5f1e2b3a49", "catalog log --decision deny --since 1d --json", "catalog log --tool write_file --follow");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = Read(parsed);
        await using var services = await GatewayStoreOption.OpenLogAsync(parsed, _store, parsed.GetValue(_file), parsed.GetValue(_database), cancellationToken);
        var log = services.GetRequiredService<IDecisionLog>();
        var json = parsed.GetValue(_json);
        if (parsed.GetValue(_id) is { } id)
        {
            var approvals = Path.Exists(GatewayStoreOption.Locate(parsed, _store)) ? services.GetRequiredService<IApprovalStore>() : null;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(await LogEntryText.OfAsync(log, approvals, id, json, cancellationToken));
            return ExitCodes.Done;
        }

        var output = parsed.InvocationConfiguration.Output;
        var printed = new HashSet<string>(StringComparer.Ordinal);
        var entries = await log.ListAsync(query, cancellationToken);
        while (true)
        {
            foreach (var entry in entries.Reverse())
            {
                var line = DecisionJson.Write(entry);
                if (printed.Add(line))
                {
                    await output.WriteLineAsync(json ? line : Text(entry));
                }
            }

            if (!parsed.GetValue(_follow))
            {
                return ExitCodes.Done;
            }

            if (entries.Count > 0)
            {
                // Entries of the last moment are asked for again: more of it may have come.
                query = query with { Since = entries[0].Time, Limit = 100_000 };
                printed.IntersectWith(entries.Where(e => e.Time >= query.Since).Select(DecisionJson.Write));
            }

            await output.FlushAsync(cancellationToken);
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
            entries = await log.ListAsync(query, cancellationToken);
        }
    }

    private DecisionQuery Read(ParseResult parsed)
    {
        var limit = parsed.GetValue(_limit);
        if (limit is < 1 or > 100_000)
        {
            throw new CommandFailedException("--limit takes 1 to 100000", ExitCodes.Usage);
        }

        return new DecisionQuery
        {
            Tool = parsed.GetValue(_tool),
            Server = parsed.GetValue(_server),
            Decision = parsed.GetValue(_decision) is { } kind ? Enum.Parse<DecisionKind>(kind, ignoreCase: true) : null,
            Since = Moments.ParseOrNull(parsed.GetValue(_since)),
            Limit = limit,
        };
    }

    // What agents wrote is shown, never obeyed: a name may hold whatever a terminal would take for a command.
    private static string Text(DecisionLogEntry entry)
    {
        var what = entry.Tool is null ? entry.Method ?? "-" : $"{entry.Method} {entry.Tool}";
        var why = string.Join(" ", new[]
        {
            entry.Rule,
            entry.Message is null ? null : $"\"{entry.Message}\"",
            entry.RetryAfterSeconds is { } seconds ? $"wait {seconds}s" : null,
            entry.Would is null ? null : $"would: {string.Join(", ", entry.Would)}",
            entry.Arguments is null ? null : $"arguments: {entry.Arguments}",
            entry.Error is null ? null : $"error: {entry.Error}",
            entry.Findings is null ? null : $"found: {string.Join(", ", entry.Findings.Select(static f => $"{f.Rule} x{f.Count}"))}",
            entry.Outcome is { } outcome ? Fared(outcome, entry.UpstreamMicroseconds) : null,
        }.Where(static part => part is not null));
        return VisibleText.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {entry.Decision.ToString().ToLowerInvariant(),-7} {entry.Server} {entry.Grant ?? "-"} {what} {why}").TrimEnd());
    }

    private static string Fared(DecisionOutcome outcome, long? microseconds)
    {
        var word = outcome switch
        {
            DecisionOutcome.Answered => "answered",
            DecisionOutcome.ToolError => "answered with a tool error",
            DecisionOutcome.Error => "answered with an error",
            DecisionOutcome.NotSent => "not sent",
            _ => "not answered",
        };
        return microseconds is { } time ? string.Create(CultureInfo.InvariantCulture, $"{word} after {time / 1000.0:0.0} ms") : word;
    }
}

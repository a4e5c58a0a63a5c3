using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Catalog.Policy.Replaying;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy replay</c>: what a policy would have done with the calls that a gateway decided.</summary>
internal sealed class PolicyReplay
{
    private const int MostEntries = 100_000;

    private readonly Argument<string> _file = new("FILE") { Description = "The policy" };
    private readonly Option<string?> _log = new("--log") { Description = "The decision log: a file of JSON lines, a gateway's store, or postgres://USER@HOST/DATABASE (default: the store of the gateway here)", HelpName = "LOG" };
    private readonly Option<string?> _server = new("--server") { Description = "Only of this server id; else of all servers of the log", HelpName = "ID" };
    private readonly Option<string?> _since = new("--since") { Description = "Only from then on: a moment (2026-03-04T10:00Z) or a length of time before now (7d)", HelpName = "TIME" };
    private readonly Option<bool> _json = PolicyInput.JsonOption();

    internal Command Build()
    {
        var command = new Command("replay", "Say what a policy would have done with the calls of a decision log; exit code 1 where any would be decided otherwise. Limits are drawn on again, in the order and at the times of the log") { _file, _log, _server, _since, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog policy replay candidate.json --server files --since 7d", "catalog policy replay candidate.json --log decisions.jsonl --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policy = PolicyInput.LoadValid(parsed.GetRequiredValue(_file));
        var query = new DecisionQuery { Server = parsed.GetValue(_server), Since = Moments.ParseOrNull(parsed.GetValue(_since)), Limit = MostEntries };
        await using var services = await OpenAsync(parsed.GetValue(_log), cancellationToken);
        var entries = await services.GetRequiredService<IDecisionLog>().ListAsync(query, cancellationToken);
        var report = ReplayReport.Of(policy, entries.Reverse());
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(parsed.GetValue(_json) ? PolicyJson.Write(report) : Text(report));
        if (entries.Count == MostEntries)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"catalog: only the newest {MostEntries} entries were looked at: take a part with --since or --server");
        }

        return report.Differ == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static Task<ServiceProvider> OpenAsync(string? log, CancellationToken cancellationToken)
    {
        if (log is null)
        {
            return GatewayStoreOption.OpenExistingAsync(DataHome.GatewayDatabase, cancellationToken);
        }

        var isDatabase = log.StartsWith("postgres://", StringComparison.Ordinal) || log.StartsWith("postgresql://", StringComparison.Ordinal);
        if (!isDatabase && !File.Exists(log))
        {
            throw new CommandFailedException($"`{log}` is not there: name the file that the gateway's --log-file or --store names, or a postgres:// address", ExitCodes.Failed);
        }

        return isDatabase || !IsStore(log)
            ? GatewayStoreOption.OpenLogAsync(null, new DecisionLogOptions { File = isDatabase ? null : Path.GetFullPath(log), Database = isDatabase ? log : null }, cancellationToken)
            : GatewayStoreOption.OpenExistingAsync(log, cancellationToken);
    }

    private static bool IsStore(string path)
    {
        Span<byte> head = stackalloc byte[16];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.StartsWith("SQLite format 3"u8);
    }

    private static string Text(ReplayReport report)
    {
        var lines = new List<string>
        {
            report.From is { } from
                ? string.Create(CultureInfo.InvariantCulture, $"Of {report.Calls} calls since {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {report.Same} would be decided as they were, {report.Differ} otherwise; of {report.Calls - report.Same - report.Differ} it cannot be told.")
                : "The log has no call, and nothing that was read or taken.",
        };
        lines.AddRange(report.Untold.Select(static u => string.Create(CultureInfo.InvariantCulture, $"    {u.Value} × cannot be told: {u.Key}")));
        foreach (var difference in report.Differences)
        {
            lines.Add("");
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{difference.Count} × {Word(difference.Was)}{By(difference.WasRule)} -> {Word(difference.Now)}{By(difference.NowRule)}: {Subject(difference)} of {difference.Server}, grant {difference.Grant ?? "-"}"));
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"    first {difference.First.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, last {difference.Last.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}{(difference.Example is null ? "" : $", such as entry {difference.Example}")}"));
        }

        // Names are the agents' and servers' own: shown, never obeyed.
        return string.Join('\n', lines.Select(static line => VisibleText.Of(line)));
    }

    private static string Subject(ReplayDifference difference) => difference.Method switch
    {
        "resources/read" => $"resource {difference.Tool ?? "(address not in the log)"}",
        "prompts/get" => $"prompt {difference.Tool ?? "(name not in the log)"}",
        _ => $"tool {difference.Tool}",
    };

    private static string Word(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => "allow",
        DecisionKind.Pending => "ask a person",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string By(string? rule) => rule is null ? "" : $" by {rule}";
}

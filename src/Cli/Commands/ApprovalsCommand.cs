using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Approvals;
using Catalog.Gateway.Approvals;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog approvals</c>: what waits for a person, and the person's answer.</summary>
internal sealed class ApprovalsCommand : ICliCommand
{
    private const string SecretVariable = "CATALOG_APPROVER_SECRET";

    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Option<bool> _all = new("--all") { Description = "Also those that are decided, used or lapsed" };
    private readonly Option<string> _name = new("--name") { Description = "The approver's name in the log of approvals", DefaultValueFactory = static _ => "operator", HelpName = "NAME" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Make a new secret although this approver has one; the old one is good for nothing then" };
    private readonly Argument<string> _id = new("ID") { Description = "The request, as `catalog approvals list` shows it" };

    public Command Build()
    {
        var init = new Command("init", "Make an approver's secret and show it once") { _name, _replace, _store };
        init.SetAction(InitAsync);
        var list = new Command("list", "Show what waits for a person") { _all, _json, _store };
        list.SetAction(ListAsync);
        var approve = new Command("approve", "Let a call pass once") { _id, _store };
        approve.SetAction((parsed, cancellationToken) => DecideAsync(parsed, approve: true, cancellationToken));
        var deny = new Command("deny", "Refuse a call") { _id, _store };
        deny.SetAction((parsed, cancellationToken) => DecideAsync(parsed, approve: false, cancellationToken));
        return new Command("approvals", $"Decide calls that wait for a person; the secret is asked for, or taken from {SecretVariable}")
        {
            init.WithExamples("catalog approvals init"),
            list.WithExamples("catalog approvals list", "catalog approvals list --all --json"),
            approve.WithExamples("catalog approvals approve 8Jt0rZbX1mK2v9QwYc3LsA"),
            deny.WithExamples("catalog approvals deny 8Jt0rZbX1mK2v9QwYc3LsA"),
        }.WithExamples("catalog approvals init", "catalog approvals list", "catalog approvals approve 8Jt0rZbX1mK2v9QwYc3LsA");
    }

    private async Task<int> InitAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name);
        if (name.Length is 0 or > 64)
        {
            throw new CommandFailedException("--name takes 1 to 64 characters", ExitCodes.Usage);
        }

        await using var services = await GatewayStoreOption.OpenAsync(parsed, _store, cancellationToken);
        var approvers = services.GetRequiredService<IApproverStore>();
        if ((await approvers.ListAsync(cancellationToken)).ContainsKey(name) && !parsed.GetValue(_replace))
        {
            throw new CommandFailedException($"the approver `{name}` has a secret already: name another approver with --name, or make a new secret with --replace", ExitCodes.No);
        }

        var secret = ApproverSecrets.Create();
        await approvers.SetAsync(name, ApproverSecrets.Hash(secret), cancellationToken);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"The secret of the approver `{name}`, shown this once. Keep it where no agent can read it:");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(secret);
        return ExitCodes.Done;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var approvals = await services.GetRequiredService<IApprovalStore>().ListAsync(!parsed.GetValue(_all), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        foreach (var approval in approvals)
        {
            if (parsed.GetValue(_json))
            {
                await output.WriteLineAsync(GatewayJson.Line(ApprovalLine.Of(approval)));
                continue;
            }

            var request = approval.Request;
            var until = approval.LapsesAt is { } lapses ? string.Create(CultureInfo.InvariantCulture, $" until {lapses.UtcDateTime:HH:mm:ss}Z") : "";
            var count = request.Approvers == 1 ? "" : VisibleText.Of($"  {approval.ApprovedBy.Count} of {request.Approvers} approvers{(approval.ApprovedBy.Count > 0 ? $" ({string.Join(", ", approval.ApprovedBy)})" : "")}");
            await output.WriteLineAsync($"{approval.Id}  {approval.State.ToString().ToLowerInvariant()}{until}{count}");
            await output.WriteLineAsync(VisibleText.Of($"  {ApprovalText.CallerOf(request)} calls {request.Tool} of {request.Server}: {string.Join("; ", request.Messages)} ({request.Rule})"));
            // A line end in an argument is written as an escape: those that are left are layout.
            await output.WriteLineAsync("  " + VisibleText.Of(ApprovalText.Unescaped(request.Parameters), keepLines: true).Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        if (approvals.Count == 0 && !parsed.GetValue(_json))
        {
            await output.WriteLineAsync("Nothing waits.");
        }

        return ExitCodes.Done;
    }

    private async Task<int> DecideAsync(ParseResult parsed, bool approve, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(_id);
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var approvers = await services.GetRequiredService<IApproverStore>().ListAsync(cancellationToken);
        if (approvers.Count == 0)
        {
            throw new CommandFailedException("nobody may approve yet: run `catalog approvals init`");
        }

        var store = services.GetRequiredService<IApprovalStore>();
        if (await store.FindOrNullAsync(id, cancellationToken) is not { State: ApprovalState.Pending } waiting)
        {
            throw new CommandFailedException($"no request `{id}` waits: see `catalog approvals list --all`", ExitCodes.No);
        }

        if (!Console.IsInputRedirected)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(VisibleText.Of($"{ApprovalText.CallerOf(waiting.Request)} calls {waiting.Request.Tool} of {waiting.Request.Server} with ") + VisibleText.Of(ApprovalText.Unescaped(waiting.Request.Parameters), keepLines: true));
        }

        if (ApproverSecrets.FindOrNull(ReadSecret(parsed), approvers) is not { } approver)
        {
            throw new CommandFailedException("this is no approver's secret: nothing was decided", ExitCodes.No);
        }

        var decided = await store.DecideOrNullAsync(id, approve, approver, cancellationToken)
            ?? throw new CommandFailedException($"the request `{id}` no longer waits: see `catalog approvals list --all`", ExitCodes.No);
        if (approve && decided.Request.IsHeldBy(approver))
        {
            throw new CommandFailedException($"the approver `{approver}` holds the grant of this call: somebody else has to approve it", ExitCodes.No);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(decided.State == ApprovalState.Pending
            ? $"Approved `{decided.Id}` as `{approver}`: {decided.ApprovedBy.Count} of {decided.Request.Approvers}, somebody else has to approve it as well."
            : approve
            ? $"Approved `{decided.Id}`: the same call passes once."
            : $"Denied `{decided.Id}`: equal calls are told so.");
        return ExitCodes.Done;
    }

    private static string ReadSecret(ParseResult parsed)
    {
        if (Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } given)
        {
            return given.Trim();
        }

        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine()?.Trim() ?? "";
        }

        return TypedSecret.Read(parsed.InvocationConfiguration.Error, "Approver's secret: ").Trim();
    }
}

using System.Buffers.Text;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog grant</c>: who may speak to the gateway.</summary>
internal sealed class GrantCommand : ICliCommand
{
    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Option<string> _label = new("--label") { Description = "A name for people; policies read it as grant.label", Required = true, HelpName = "TEXT" };
    private readonly Option<string?> _holder = new("--holder") { Description = "The approver who holds its token, by name: approves none of its calls (default: only an approver named as its label)", HelpName = "NAME" };
    private readonly Option<string[]> _servers = new("--server") { Description = "A server id that it is good for (repeatable; default: all)", HelpName = "ID" };
    private readonly Option<string[]> _policy = new("--policy") { Description = "The name of the policy that binds it, or SERVER=NAME for one server (repeatable); without one every call is denied", HelpName = "NAME" };
    private readonly Option<TimeSpan> _overlap = Durations.Option("--overlap", "How long the token before stays good, as in 24h (default: 0s, it ends at once)");
    private readonly Option<TimeSpan> _expires = Durations.Option("--expires", "How long it is good for, as in 30d (default: until revoked)");
    private readonly GrantLimitArguments _limits = new();
    private readonly Argument<string> _id = new("ID") { Description = "The grant, as `catalog grant list` shows it" };

    public Command Build()
    {
        var add = new Command("add", "Make a grant and show its token once") { _label, _holder, _servers, _policy, _expires, _store };
        _limits.AddTo(add);
        add.SetAction(AddAsync);
        var list = new Command("list", "Show the grants") { _json, _store };
        list.SetAction(ListAsync);
        var revoke = new Command("revoke", "End a grant at once") { _id, _store };
        revoke.SetAction(RevokeAsync);
        var rotate = new Command("rotate", "Give a grant a new token and show it once") { _id, _overlap, _store };
        rotate.SetAction(RotateAsync);
        return new Command("grant", "Say who may speak to the gateway")
        {
            add.WithExamples(
                "catalog grant add --label \"build agent\" --server filesystem --policy filesystem --expires 30d",
                "catalog grant add --label \"build agent\" --policy filesystem --requests-per-minute 60 --timeout 30s"),
            list.WithExamples("catalog grant list"),
            rotate.WithExamples("catalog grant rotate 5kQ2hW8mZs1D --overlap 24h"),
            revoke.WithExamples("catalog grant revoke 5kQ2hW8mZs1D"),
        }.WithExamples("catalog grant add --label \"build agent\" --policy filesystem", "catalog grant list");
    }

    private async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var label = parsed.GetRequiredValue(_label);
        if (label.Length is 0 or > 200)
        {
            throw new CommandFailedException("--label takes 1 to 200 characters", ExitCodes.Usage);
        }

        var holder = parsed.GetValue(_holder);
        if (holder is { Length: 0 or > 64 })
        {
            throw new CommandFailedException("--holder takes an approver's name, 1 to 64 characters", ExitCodes.Usage);
        }

        var limits = _limits.ReadOrNull(parsed);
        await using var services = await GatewayStoreOption.OpenAsync(parsed, _store, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var expires = parsed.GetValue(_expires);
        var (token, hash) = NewToken();
        var policies = (parsed.GetValue(_policy) ?? []).Select(static p => p.Split('=', 2)).ToList();
        if (policies.Count(static p => p.Length == 1) > 1 || policies.Where(static p => p.Length == 2).GroupBy(static p => p[0], StringComparer.Ordinal).Any(static g => g.Count() > 1))
        {
            throw new CommandFailedException("--policy takes one NAME for all servers, and one SERVER=NAME for each server", ExitCodes.Usage);
        }

        var grant = new Grant
        {
            Id = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 12),
            Label = label,
            TokenHash = hash,
            Holder = holder,
            Servers = parsed.GetValue(_servers) is { Length: > 0 } servers ? servers : ["*"],
            Policy = policies.Find(static p => p.Length == 1) is [{ Length: > 0 } policy] ? Path.GetFileName(policy) : null,
            Policies = policies.Where(static p => p.Length == 2).ToDictionary(static p => p[0], static p => Path.GetFileName(p[1]), StringComparer.Ordinal),
            CreatedAt = now,
            ExpiresAt = expires == TimeSpan.Zero ? null : now + expires,
            Limits = limits,
        };
        if (!await services.GetRequiredService<IGrantStore>().TryAddAsync(grant, cancellationToken))
        {
            throw new CommandFailedException("the new grant collides with one that is there: run it again");
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync($"The token of the grant `{grant.Id}`, shown this once:");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(token);
        if (grant.Policy is null && grant.Policies.Count == 0)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("No policy is attached, so every call is denied: attach one with --policy");
        }

        return ExitCodes.Done;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var grant in await services.GetRequiredService<IGrantStore>().ListAsync(cancellationToken))
        {
            var state = grant.RevokedAt is not null ? "revoked" : grant.ExpiresAt <= now ? "expired" : "live";
            // The hashes stay here: they are of no use to a reader.
            var shown = grant with { TokenHash = null, PreviousTokenHash = null };
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
                ? GatewayJson.Line(shown)
                : string.Create(CultureInfo.InvariantCulture, $"{grant.Id}  {state,-7}  {grant.Label}  servers {string.Join(',', grant.Servers)}  policy {PoliciesOf(grant)}{(grant.Holder is null ? "" : $"  holder {grant.Holder}")}{(grant.Limits is null ? "" : $"  limits {grant.Limits.Describe()}")}{EndOf(grant, now)}  last used {(grant.LastUsedAt is { } used ? Moments.Text(used) : "never")}"));
        }

        return ExitCodes.Done;
    }

    private static string EndOf(Grant grant, DateTimeOffset now) => grant switch
    {
        { RevokedAt: { } revoked } => $"  revoked {Moments.Text(revoked)}",
        { ExpiresAt: { } end } when end <= now => $"  until {Moments.Text(end)}",
        _ => (grant.ExpiresAt is { } end ? $"  until {Moments.Text(end)}" : "") + (grant.PreviousUntil > now ? $"  token before the last one until {Moments.Text(grant.PreviousUntil.Value)}" : ""),
    };

    private async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(_id);
        var overlap = parsed.GetValue(_overlap);
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var (token, hash) = NewToken();
        var until = TimeProvider.System.GetUtcNow() + overlap;
        if (!await services.GetRequiredService<IGrantStore>().TryRotateAsync(id, hash, until, cancellationToken))
        {
            throw new CommandFailedException($"there is no live grant `{id}` with a token: see `catalog grant list`", ExitCodes.No);
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(overlap == TimeSpan.Zero
            ? $"The new token of the grant `{id}`, shown this once; the one before is no longer good:"
            : $"The new token of the grant `{id}`, shown this once; the one before is good until {Moments.Text(until)}:");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(token);
        return ExitCodes.Done;
    }

    private static (string Token, string Hash) NewToken()
    {
        var token = "ctg_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (token, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
    }

    private static string PoliciesOf(Grant grant)
    {
        string[] all = [.. grant.Policies.Select(static p => $"{p.Key}={p.Value}"), .. grant.Policy is { } policy ? new[] { policy } : []];
        return all.Length == 0 ? "none" : string.Join(',', all);
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(_id);
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        if (!await services.GetRequiredService<IGrantStore>().TryRevokeAsync(id, cancellationToken))
        {
            throw new CommandFailedException($"there is no live grant `{id}`: see `catalog grant list`", ExitCodes.No);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Revoked `{id}`.");
        return ExitCodes.Done;
    }
}

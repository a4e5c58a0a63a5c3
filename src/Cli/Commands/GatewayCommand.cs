using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Grants;
using Catalog.Gateway;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Pinning;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog gateway</c>: stands in front of MCP servers and enforces a policy on its tools.</summary>
internal sealed class GatewayCommand : ICliCommand
{
    private readonly Argument<string[]> _command = new("COMMAND") { Arity = ArgumentArity.ZeroOrMore, Description = "The server's command and its arguments, after `--`" };
    private readonly Option<FileInfo?> _policy = new("--policy") { Description = "The policy document (required); read again when it changes", HelpName = "FILE" };
    private readonly Option<string?> _upstream = new("--upstream") { Description = "The server's Streamable HTTP address, instead of a command", HelpName = "URL" };
    private readonly Option<string?> _listen = new("--listen") { Description = "Listen for Streamable HTTP at this address under /mcp (default: standard input and output)", HelpName = "URL" };
    private readonly Option<UpstreamEra> _era = new("--era") { Description = "The era of the protocol that the server speaks, where it is only one (legacy: up to 2025-11-25; modern: from 2026-07-28 on): clients of the other are bridged" };
    private readonly Option<string?> _name = new("--name") { Description = "The server's id in limits and in the log (default: from the command or the address)", HelpName = "ID" };
    private readonly Option<FileInfo?> _config = new("--config") { Description = "Many servers in one gateway, each at /mcp/NAME: everything stands in this file, which is read again when it changes", HelpName = "FILE" };
    private readonly Option<bool> _requireGrant = new("--require-grant") { Description = "Ask callers for a grant's token on loopback too; any other listener always does" };
    private readonly Option<string[]> _allowHost = new("--allow-host") { Description = "A host name under which the listener may be asked", HelpName = "HOST" };
    private readonly Option<string[]> _allowMethod = new("--allow-method") { Description = "A method to forward that the gateway does not know", HelpName = "METHOD" };
    private readonly Option<TimeSpan> _hold = Durations.Option("--approval-hold", "How long a call that waits for a person is held open, where the client asked for progress; 0s answers at once (default: 45s)");
    private readonly Option<TimeSpan> _timeout = Durations.Option("--timeout", "How long the server may take to begin its answer, or tell of progress (default: 10m)");
    private readonly Option<int> _approvers = new("--approvers") { Description = "How many people have to approve a call that the policy puts behind approval", DefaultValueFactory = static _ => 1, HelpName = "N" };
    private readonly Option<string> _ownApprovals = new("--own-approvals") { Description = "What happens where an approver approves a call of a grant that he is known to hold", DefaultValueFactory = static _ => "deny" };
    private readonly Option<string?> _approvalUrl = new("--approval-url") { Description = "The address under which people open /approvals, where it is not the listener's own", HelpName = "URL" };
    private readonly Option<string?> _counters = new("--counters") { Description = "A Redis server that counts limits for several gateways (or CATALOG_COUNTERS, which hides a password from other users; default: the store)", HelpName = "redis://HOST:PORT/DB" };
    private readonly Option<string> _countersFail = new("--counters-fail") { Description = "What happens to calls when the counter store cannot be reached: closed denies them", DefaultValueFactory = static _ => "closed" };
    private readonly DecisionLogArguments _log = new();
    private readonly Option<int> _sessions = new("--session-limit") { Description = "Sessions that a grant may open in an hour", DefaultValueFactory = static _ => new GatewayOptions { ServerId = "", PolicyFile = "" }.SessionsPerHour, HelpName = "N" };
    private readonly Option<int?> _requests = new("--requests-per-minute") { Description = "Messages of any kind that a grant may send in a minute (default: as many as it likes)", HelpName = "N" };
    private readonly Option<int> _maxMegabytes = new("--max-message") { Description = "Megabytes of one message", DefaultValueFactory = static _ => 8, HelpName = "N" };
    private readonly Option<int> _maxDepth = new("--max-depth") { Description = "Objects and lists inside each other in one message", DefaultValueFactory = static _ => 64, HelpName = "N" };
    private readonly ContentArguments _content = new();
    private readonly WatchingArguments _watching = new();
    private readonly Option<string?> _store = GatewayStoreOption.Create();

    public Command Build()
    {
        _countersFail.AcceptOnlyFromAmong("open", "closed");
        _ownApprovals.AcceptOnlyFromAmong("deny", "allow");
        var command = new Command("gateway", "Stand in front of an MCP server and enforce a policy on its tools")
        {
            _command, _policy, _upstream, _listen, _era, _name, _config, _requireGrant, _allowHost, _allowMethod, _timeout, _hold, _approvers, _ownApprovals, _approvalUrl, _counters, _countersFail, _sessions, _requests, _maxMegabytes, _maxDepth, _store,
        };
        _log.AddTo(command);
        _content.AddTo(command);
        _watching.AddTo(command);
        command.SetAction(RunAsync);
        command.Subcommands.Add(new GatewayCheck().Build());
        command.Subcommands.Add(new GatewayPins().Build());
        command.Subcommands.Add(new GatewayLogin().Build());
        command.Subcommands.Add(new GatewayCredentials().Build());
        command.Subcommands.Add(new GatewaySecrets().Build());
        command.Subcommands.Add(new GatewayAddClient().Build());
        command.Subcommands.Add(new GatewayStdio().Build());
        return command.WithExamples(
            "catalog gateway --config gateway.yaml",
            "catalog gateway --policy policy.json -- npx -y @modelcontextprotocol/server-filesystem /srv/files",
            "catalog gateway --policy policy.json --upstream https://mcp.example.com/mcp --listen http://127.0.0.1:5081");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        RefuseUnknownOptions(parsed);
        if (parsed.GetValue(_config) is { } config)
        {
            return await RunFileAsync(parsed, config, cancellationToken);
        }

        var options = Read(parsed);
        var store = GatewayStoreOption.Locate(parsed, _store);
        var counters = parsed.GetValue(_counters) ?? (Environment.GetEnvironmentVariable("CATALOG_COUNTERS") is { Length: > 0 } named ? named : null);
        var decisions = await _log.ReadAsync(parsed);
        var telemetry = _watching.TelemetryOf(parsed);
        void Configure(IServiceCollection services)
        {
            GatewayLogging.Add(GatewayStoreOption.Add(services, store, counters, decisions));
            TelemetryExport.Add(services, telemetry);
            services.AddSingleton<IPinOrigin>(new CatalogPinOrigin(StoreOption.LocateDefault()));
        }

        try
        {
            if (options.CountersFailOpen)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("catalog: limits are not enforced while the counter store cannot be reached (--counters-fail open)");
            }

            if (options.Listen is null)
            {
                await GatewayHost.RunAsync(options, Configure, Console.OpenStandardInput(), Console.OpenStandardOutput(), cancellationToken);
                return ExitCodes.Done;
            }

            if (ListenerNotice.OfOrNull(options.Listen) is { } notice)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(notice);
            }

            SocketThreads.RelayInPlace();
            await using var running = await GatewayHost.StartAsync(options, Configure, cancellationToken);
            foreach (var address in ClientAddresses.Of(running.Endpoint, NamesOf(options)))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"catalog: `{options.ServerId}` at {address}");
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync("catalog: the gateway listens (Ctrl-C ends it)");
            await running.WaitAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (BadPolicyException bad)
        {
            throw new CommandFailedException(bad.Message, ExitCodes.Failed, bad);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandFailedException($"the policy `{options.PolicyFile}` is not there: write one, or take a recommended one with `catalog policy`", ExitCodes.Failed, missing);
        }
        catch (IOException failure) when (InUse(failure))
        {
            throw new CommandFailedException($"`{options.Listen}` is in use by another process: name another port with --listen", ExitCodes.Failed, failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }

    private async Task<int> RunFileAsync(ParseResult parsed, FileInfo config, CancellationToken cancellationToken)
    {
        var beside = parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(o => o is { Implicit: false } && o.Option != _config && o.Option != _store)
            .Select(static o => o.Option.Name)
            .Where(name => parsed.CommandResult.Command.Options.Any(o => o.Name == name))
            .ToList();
        if (beside.Count > 0 || parsed.GetValue(_command) is { Length: > 0 })
        {
            throw Usage($"with --config everything stands in the file: leave {(beside.Count > 0 ? string.Join(", ", beside) : "the command")} out");
        }

        try
        {
            return await GatewayFileRun.RunAsync(parsed, config.ToString(), parsed.GetValue(_store), cancellationToken);
        }
        catch (IOException failure) when (InUse(failure))
        {
            throw new CommandFailedException($"an address of `listeners` is in use by another process: {failure.Message.TrimEnd('.')}; name another port", ExitCodes.Failed, failure);
        }
    }

    /// <summary>What looks like an option and is none would be taken for the server's command, and the gateway run without what was meant.</summary>
    private void RefuseUnknownOptions(ParseResult parsed)
    {
        var behind = parsed.Tokens.Reverse().TakeWhile(static token => token.Type != TokenType.DoubleDash).Count();
        var words = parsed.GetResult(_command)?.Tokens ?? [];
        var before = behind == parsed.Tokens.Count ? words : words.SkipLast(behind);
        if (before.FirstOrDefault(static word => word.Value is ['-', _, ..]) is { } unknown)
        {
            throw Usage($"`{unknown.Value}` is no option of `catalog gateway`: see `catalog gateway --help`; the server's command and its options go after `--`");
        }
    }

    private GatewayOptions Read(ParseResult parsed)
    {
        var command = parsed.GetValue(_command) ?? [];
        var upstream = Address(parsed.GetValue(_upstream), "--upstream");
        if ((command.Length > 0) == (upstream is not null))
        {
            throw Usage("name the server once: its command after `--`, or its address with --upstream; or name a file with --config");
        }

        var listen = Address(parsed.GetValue(_listen), "--listen");
        if (listen is { Scheme: not "http" })
        {
            throw Usage("--listen takes an http address: for TLS write a gateway.yaml whose listener has `tls`, or put a proxy in front of it");
        }

        var (megabytes, depth, sessions) = (parsed.GetValue(_maxMegabytes), parsed.GetValue(_maxDepth), parsed.GetValue(_sessions));
        if (megabytes is < 1 or > 512 || depth is < 4 or > 256 || sessions < 1)
        {
            throw Usage("--max-message takes 1 to 512, --max-depth 4 to 256, --session-limit 1 or more");
        }

        if (parsed.GetValue(_requests) is < 1 or > GrantLimits.Most)
        {
            throw Usage($"--requests-per-minute takes 1 to {GrantLimits.Most}");
        }

        var timeout = Durations.Of(parsed, _timeout, TimeSpan.FromMinutes(10));
        if (timeout < TimeSpan.FromSeconds(1) || timeout > TimeSpan.FromDays(1))
        {
            throw Usage("--timeout takes 1s to 1d");
        }

        var page = Address(parsed.GetValue(_approvalUrl), "--approval-url");
        if (parsed.GetValue(_approvers) is < 1 or > ApproverCounts.Most || page is { Scheme: "http", IsLoopback: false })
        {
            throw Usage($"--approvers takes 1 to {ApproverCounts.Most}, and --approval-url an https address, or http on loopback");
        }

        return new GatewayOptions
        {
            ServerId = parsed.GetValue(_name) is { Length: > 0 } name ? name : ServerNames.Of(upstream, command),
            PolicyFile = parsed.GetValue(_policy)?.FullName ?? throw Usage("name the policy with --policy FILE: a gateway without one denies everything"),
            Command = command,
            Upstream = upstream,
            Listen = listen,
            Era = parsed.GetValue(_era),
            RequireGrant = parsed.GetValue(_requireGrant),
            AllowedHosts = parsed.GetValue(_allowHost) ?? [],
            ExtraMethods = parsed.GetValue(_allowMethod) ?? [],
            UpstreamTimeout = timeout,
            ApprovalHold = Durations.Of(parsed, _hold, TimeSpan.FromSeconds(45)),
            Approvers = new ApproverCounts { Least = parsed.GetValue(_approvers) },
            OwnApprovals = parsed.GetValue(_ownApprovals) == "allow",
            ApprovalPage = page,
            CountersFailOpen = parsed.GetValue(_countersFail) == "open",
            ToolChanges = _content.ChangesOf(parsed),
            UnknownTools = _content.UnknownOf(parsed),
            PinsFrom = _content.PinsOf(parsed),
            Scan = _content.ScanOf(parsed),
            LogValues = _log.ValuesOf(parsed),
            Metrics = _watching.MetricsOf(parsed, hasListener: listen is not null),
            SessionsPerHour = sessions,
            RequestsPerMinute = parsed.GetValue(_requests),
            MaxMessageBytes = megabytes * 1024 * 1024,
            MaxDepth = depth,
        };
    }

    /// <summary>Names that a listener may be asked under: one that it was given as its address too, for which it is bound to all addresses.</summary>
    private static IReadOnlyList<string> NamesOf(GatewayOptions options) =>
        options.Listen is { HostNameType: UriHostNameType.Dns, Host: var own } ? [.. options.AllowedHosts, own] : options.AllowedHosts;

    private static Uri? Address(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address
            : throw Usage($"`{text}` is no http address without user and password: give {option} one");
    }

    private static CommandFailedException Usage(string message) => new(message, ExitCodes.Usage);

    private static bool InUse(Exception? failure) =>
        failure is not null && (failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || InUse(failure.InnerException)
            || failure.GetType().Name == "AddressInUseException");
}

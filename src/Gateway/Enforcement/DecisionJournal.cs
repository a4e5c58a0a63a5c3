using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Scanning;
using Catalog.Policy.Deciding;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Enforcement;

/// <summary>Writes what became of every message that reached the gateway.</summary>
internal sealed partial class DecisionJournal(IDecisionLog log, LaneMetrics metrics, GatewayOptions options, TimeProvider clock, ILogger<DecisionJournal> logger)
{
    private const int MaxText = 1000;
    private const int MaxKeys = 100;
    private static readonly string[] Address = ["uri"];

    private readonly ArgumentMask? _values = options.LogValues ? new ArgumentMask(options) : null;

    /// <summary>A message that is not forwarded, or not yet.</summary>
    /// <exception cref="StoreException">It could not be kept.</exception>
    public Task DecidedAsync(Exchange exchange, Decision decision, string? error, CancellationToken cancellationToken)
    {
        exchange.Decided = decision.Kind;
        Count(exchange, decision.Kind, decision.Rule);
        return log.AppendAsync(Entry(exchange, decision, error), cancellationToken);
    }

    /// <summary>A message that is forwarded; its admission settles the entry.</summary>
    /// <exception cref="StoreException">It could not be kept: nothing may be forwarded.</exception>
    public Task<OpenDecision> AllowedAsync(Exchange exchange, Decision decision, string? error, CancellationToken cancellationToken)
    {
        Count(exchange, decision.Kind, decision.Rule);
        return log.OpenAsync(Entry(exchange, decision, error), cancellationToken);
    }

    /// <summary>A message of another method than <c>tools/call</c>, which passes.</summary>
    /// <exception cref="StoreException">It could not be kept: nothing may be forwarded.</exception>
    public Task<OpenDecision> PassedAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Count(exchange, DecisionKind.Allow, null);
        return log.OpenAsync(Entry(exchange), cancellationToken);
    }

    /// <summary>A message that the gateway answers itself.</summary>
    /// <exception cref="StoreException">It could not be kept.</exception>
    public Task NotedAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Count(exchange, DecisionKind.Allow, null);
        return log.AppendAsync(Entry(exchange), cancellationToken);
    }

    /// <summary>A stream that a caller opens, or a session that it ends: the method of HTTP stands in the place of a message's.</summary>
    /// <exception cref="StoreException">It could not be kept: nothing may be forwarded.</exception>
    public Task BegunAsync(Caller caller, string method, CancellationToken cancellationToken) => log.AppendAsync(
        new DecisionLogEntry { Time = clock.GetUtcNow(), Server = options.ServerId, Grant = caller.Grant.Id, Session = caller.Session, Method = method, Decision = DecisionKind.Allow },
        cancellationToken);

    /// <summary>What a server asks of the client.</summary>
    /// <exception cref="StoreException">It could not be kept: the client may not be asked.</exception>
    public Task AskedAsync(Caller caller, string? method, Decision decision, CancellationToken cancellationToken) => log.AppendAsync(
        new DecisionLogEntry
        {
            Time = clock.GetUtcNow(),
            Server = options.ServerId,
            Grant = caller.Grant.Id,
            Session = caller.Session,
            Method = Short(method),
            Decision = decision.Kind,
            Rule = decision.Rule,
            Policy = decision.PolicyId,
            Message = Short(decision.Message),
            Would = decision.Would.Count > 0 ? decision.Would : null,
            Error = decision.Errors.Count > 0 ? Short(string.Join("; ", decision.Errors)) : null,
        },
        cancellationToken);

    /// <exception cref="StoreException">It could not be kept.</exception>
    public Task RefusedAsync(Exchange exchange, Refusal refusal, CancellationToken cancellationToken)
    {
        Count(exchange, DecisionKind.Refuse, refusal.Rule);
        return log.AppendAsync(Entry(exchange) with { Decision = DecisionKind.Refuse, Rule = refusal.Rule, Message = refusal.Message }, cancellationToken);
    }

    /// <summary>A message that could not be read, or a caller that was not let in. Nothing is forwarded either way, so a log that is out of order is only reported.</summary>
    public async Task RefusedUnreadAsync(Refusal refusal, string? grant, string? session, string? method, CancellationToken cancellationToken)
    {
        metrics.Decided(DecisionKind.Refuse, refusal.Rule);
        if (refusal.Code == RpcErrors.NoGrant)
        {
            metrics.NotLetIn(refusal.Rule);
        }

        try
        {
            await log.AppendAsync(
                new DecisionLogEntry
                {
                    Time = clock.GetUtcNow(),
                    Server = options.ServerId,
                    Grant = grant,
                    Session = session,
                    Method = Short(method),
                    Decision = DecisionKind.Refuse,
                    Rule = refusal.Rule,
                    Message = refusal.Message,
                },
                cancellationToken);
        }
        catch (StoreException failure)
        {
            Lost(failure);
        }
    }

    public void Lost(StoreException failure) => LogLost(failure.Message);

    private void Count(Exchange exchange, DecisionKind kind, string? rule)
    {
        metrics.Decided(kind, rule);
        metrics.Took(clock.GetElapsedTime(exchange.ArrivedAt));
    }

    private DecisionLogEntry Entry(Exchange exchange, Decision? decision = null, string? error = null) => new()
    {
        // What a report points at, or somebody may ask about, needs a name. Calls that just pass are too many for one.
        Id = decision is not null && (decision.Would.Count > 0 || decision.Kind != DecisionKind.Allow || exchange.Approval is not null) ? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N") : null,
        Time = clock.GetUtcNow(),
        Server = options.ServerId,
        Grant = exchange.Caller.Grant.Id,
        Session = exchange.Caller.Session,
        Method = Short(exchange.Message.Method),
        Tool = exchange.Message.IsToolCall ? Short(exchange.Message.Name) : null,
        Decision = decision?.Kind ?? DecisionKind.Allow,
        Rule = decision?.Rule,
        Policy = decision?.PolicyId,
        Message = Short(decision?.Message),
        RetryAfterSeconds = decision?.RetryAfterSeconds,
        Would = decision?.Would.Count > 0 ? decision.Would : null,
        Error = Short(error ?? (decision?.Errors.Count > 0 ? string.Join("; ", decision.Errors) : null)),
        Prompt = exchange.Message.Method == Methods.GetPrompt ? Short(exchange.Message.Name) : null,
        Continues = exchange.Continues ? true : null,
        ArgumentKeys = KeysOf(exchange.Message),
        Arguments = _values is not null ? ValuesOf(_values, exchange.Message) : null,
        DecidedBy = exchange.DecidedBy,
        Approval = exchange.Approval,
        GatewayMicroseconds = (long)clock.GetElapsedTime(exchange.ArrivedAt).TotalMicroseconds,
    };

    private static IReadOnlyList<string>? KeysOf(Envelope message) =>
        message.ArgumentKeys.Count > 0 ? Kept(message.ArgumentKeys) : message is { Method: Methods.ReadResource, Uri: not null } ? Address : null;

    private static IReadOnlyList<string> Kept(IReadOnlyList<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (i == MaxKeys || keys[i].Length > MaxText)
            {
                return [.. keys.Take(MaxKeys).Select(static k => Short(k)!)];
            }
        }

        return keys;
    }

    private static string? ValuesOf(ArgumentMask mask, Envelope message) => message switch
    {
        { Method: Methods.ToolsCall or Methods.GetPrompt, Arguments.IsPresent: true } => mask.Of(message.Arguments.Of(message.Bytes)),
        { Method: Methods.ReadResource, Uri: { } uri } => mask.Of(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["uri"] = uri })),
        _ => null,
    };

    private static string? Short(string? text) => text is { Length: > MaxText } ? string.Concat(text.AsSpan(0, MaxText), "…") : text;

    [LoggerMessage(Level = LogLevel.Error, Message = "The decision log cannot be written, so nothing is forwarded: {Reason}")]
    private partial void LogLost(string reason);
}

using System.Collections.Concurrent;
using System.IO.Pipelines;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <summary>The downstream on standard input and output: one session, which lives as long as the process.</summary>
internal sealed partial class StdioDownstream : ILinkEvents, IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, PendingRequest> _pending = new(StringComparer.Ordinal);
    private readonly Stream _input;
    private readonly LineWriter _output;
    private readonly MessageIntake _intake;
    private readonly ExchangePipeline _pipeline;
    private readonly EnforcementPoint _point;
    private readonly GatewayOptions _options;
    private readonly RequestAllowance _requests;
    private readonly TimeProvider _clock;
    private readonly ILogger<StdioDownstream> _logger;
    private readonly ToolShelf _tools;
    private readonly Caller _caller;
    private readonly IUpstreamLink _link;
    private bool _takesUrls;
    private volatile bool _hasEnded;

    public StdioDownstream(
        Stream input, Stream output, Caller caller, ToolShelf tools, Func<ILinkEvents, IUpstreamLink> link,
        MessageIntake intake, ExchangePipeline pipeline, EnforcementPoint point, RequestAllowance requests, GatewayOptions options, TimeProvider clock, ILogger<StdioDownstream> logger)
    {
        (_input, _caller, _tools) = (input, caller, tools);
        _output = new LineWriter(output, options.Connections.Send, clock, logger);
        (_point, _requests) = (point, requests);
        (_intake, _pipeline, _options, _clock, _logger) = (intake, pipeline, options, clock, logger);
        _link = link(this);
    }

    /// <summary>Relays until the downstream closes its end, or takes nothing any more of what is written to it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _output.Gone);
        try
        {
            await RelayAsync(either.Token);
        }
        catch (OperationCanceledException) when (_output.Gone.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Nobody hears what is answered: the session ends as though its client had left.
        }
        finally
        {
            _hasEnded = true;
            await _link.DisposeAsync();
            foreach (var left in _pending.Values)
            {
                left.Admission?.Abandon();
            }
        }
    }

    public void Dispose() => _output.Dispose();

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        // A read of standard input cannot be interrupted; the wait for it can.
        await LineReader.ReadAsync(
            PipeReader.Create(_input), line => TakeAsync(line, cancellationToken), _options.MaxMessageBytes, length => TooLongAsync(length, cancellationToken), cancellationToken)
            .WaitAsync(cancellationToken);
        foreach (var held in _pending.Values.Where(static p => p.Admission is null))
        {
            await held.Left.CancelAsync();
        }

        await DrainAsync();
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        var wait = _requests.TryTake(_caller.Grant.Id, _options.RequestsPerMinute);
        var taken = await _intake.ReadAsync(line, _caller, cancellationToken);
        if (taken.Message is not { } message)
        {
            if (taken.Answer is { } answer)
            {
                await _output.WriteAsync(answer);
            }

            return;
        }

        if (wait is { } tooSoon)
        {
            await RefuseAsync(message, Refusal.TooManyRequests(_options.RequestsPerMinute!.Value, tooSoon), cancellationToken);
            return;
        }

        if (message.Method == Methods.Cancelled && await CancelledHereAsync(message))
        {
            return;
        }

        if (message.Method == Methods.Initialize)
        {
            _takesUrls = UrlCapability.IsDeclared(message);
        }

        var request = new PendingRequest(message.IdBytes);
        var exchange = new Exchange
        {
            Message = message,
            Caller = _caller,
            Era = message.Era,
            ArrivedAt = _clock.GetTimestamp(),
            Tools = _tools,
            TakesUrls = message.Era == ProtocolEra.Legacy ? _takesUrls : null,
            Announce = TryAnnounce,
            Waits = () => request.Held.TrySetResult(),
            Notify = (bytes, _) =>
            {
                request.Held.TrySetResult();
                return _output.WriteAsync(bytes);
            },
        };
        if (message.Kind == MessageKind.Request && !_pending.TryAdd(message.IdKey!, request))
        {
            await _pipeline.RefuseAsync(exchange, MessageIntake.IdInFlight, cancellationToken);
            await _output.WriteAsync(exchange.Answer!.Value);
            return;
        }

        // Messages keep their order; only a call that waits for a person lets the next ones pass.
        var passing = PassAsync(exchange, request, cancellationToken);
        await Task.WhenAny(passing, request.Held.Task);
        if (passing.IsCompleted)
        {
            await passing;
        }
    }

    /// <summary>What is no request has no answer: of that the log alone tells.</summary>
    private async ValueTask RefuseAsync(Envelope message, Refusal refusal, CancellationToken cancellationToken)
    {
        var answer = await _intake.RefuseAsync(refusal, message.IdBytes, _caller, message.Method, cancellationToken);
        if (message.Kind == MessageKind.Request)
        {
            await _output.WriteAsync(answer);
        }
    }

    private async ValueTask TooLongAsync(long length, CancellationToken cancellationToken) =>
        await _output.WriteAsync(await _intake.RefuseAsync(
            Refusal.TooLarge($"The message of {length} bytes is longer than {_options.MaxMessageBytes} bytes"), ReadOnlyMemory<byte>.Empty, _caller, null, cancellationToken));

    /// <summary>The downstream closed its end: what is under way may still be answered.</summary>
    private async Task DrainAsync()
    {
        using var time = new CancellationTokenSource(Drain, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(time.Token, _output.Gone);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), _clock);
        try
        {
            while (!_pending.IsEmpty)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            LogLeft(_options.ServerId, _pending.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The downstream left with {Count} requests to the server '{Server}' under way")]
    private partial void LogLeft(string server, int count);
}

using System.ComponentModel;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// A link to an upstream on standard input and output. The process is started by the first message, and by the next one after it died;
/// a session that had shaken hands shakes hands again with the new process, unseen by the downstream.
/// </summary>
internal sealed partial class ProcessLink : IUpstreamLink
{
    private readonly GatewayOptions _options;
    private readonly ILinkEvents _events;
    private readonly StartBackoff _backoff;
    private readonly WithheldVariables _withheld;
    private readonly TimeProvider _clock;
    private readonly ILogger<ProcessLink> _logger;
    private readonly AnswerDeadlines _deadlines;

    // No client can have sent this id: it is the gateway's own for the handshake that it repeats.
    private readonly byte[] _handshakeId = System.Text.Encoding.ASCII.GetBytes($"\"catalog-{Guid.CreateVersion7():N}\"");
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private UpstreamProcess? _process;
    private Task _reading = Task.CompletedTask;
    private Envelope? _initialize;
    private ReadOnlyMemory<byte>? _initialized;
    private TaskCompletionSource? _handshake;

    public ProcessLink(GatewayOptions options, ILinkEvents events, StartBackoff backoff, WithheldVariables withheld, TimeProvider clock, ILogger<ProcessLink> logger)
    {
        (_options, _events, _backoff, _withheld, _clock, _logger) = (options, events, backoff, withheld, clock, logger);
        _deadlines = new AnswerDeadlines(options.UpstreamTimeout, clock, (key, id, waited) => _ = LateAsync(key, id, waited));
    }

    public async Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken)
    {
        var message = admission.Message;
        var (process, failure) = await GetAsync(message.Method == Methods.Initialize, cancellationToken);
        if (process is null)
        {
            return failure;
        }

        Remember(message);
        _deadlines.Sent(message, admission.Caller.Timeout);
        var isTaken = false;
        try
        {
            await process.WriteAsync(LineForm.Of(message.Bytes), cancellationToken);
            isTaken = true;
            _deadlines.Taken(message);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // Some of it may have been read: the end of the output, which the reader sees, ends the request.
            LogBroken(_options.ServerId, broken.Message);
        }
        finally
        {
            if (!isTaken)
            {
                _deadlines.NotTaken(message);
            }
        }

        return null;
    }

    // Whether it starts shows only when it is started.
    public ValueTask<bool> CanReachAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _starting.WaitAsync(CancellationToken.None);
        try
        {
            if (_process is { } process)
            {
                _process = null;
                await process.DisposeAsync();
            }
        }
        finally
        {
            _starting.Release();
        }

        try
        {
            await _reading;
        }
        catch (OperationCanceledException)
        {
            // The link ends.
        }

        _deadlines.Dispose();
        _ending.Dispose();
        _starting.Dispose();
    }

    private void Remember(Envelope message)
    {
        if (message.Method == Methods.Initialize)
        {
            _initialize = message;
            _initialized = null;
        }
        else if (message.Method == Methods.Initialized)
        {
            _initialized = message.Bytes;
        }
    }

    private async Task<(UpstreamProcess? Process, string? Failure)> GetAsync(bool isHandshake, CancellationToken cancellationToken)
    {
        if (_ending.IsCancellationRequested)
        {
            return (null, "The session is closed");
        }

        if (_process is { } running)
        {
            return (running, null);
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_process is { } started)
            {
                return (started, null);
            }

            if (_backoff.WaitOrNull() is { } wait)
            {
                return (null, $"The server `{_options.ServerId}` ended right after its start again and again: it is not started before {Math.Ceiling(wait.TotalSeconds):0} seconds have passed; see what it says on standard error");
            }

            UpstreamProcess process;
            try
            {
                process = UpstreamProcess.Start(_options, _withheld, _clock);
            }
            catch (Exception failure) when (failure is Win32Exception or IOException)
            {
                _backoff.Failed();
                return (null, $"The server `{_options.ServerId}` cannot be started: {failure.Message.TrimEnd('.')}");
            }

            LogStarted(_options.ServerId, process.Id);
            _reading = PumpAsync(process);
            if (!isHandshake && _initialize is { } initialize && !await ShakeHandsAsync(process, initialize, cancellationToken))
            {
                await process.DisposeAsync();
                return (null, $"The server `{_options.ServerId}` was started again and did not take up the session: open a new one");
            }

            _process = process;
            if (process.IsEnded)
            {
                // It died before it was known here; the reader has told, or will tell, those who wait.
                Interlocked.CompareExchange(ref _process, null, process);
            }

            return (process, null);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<bool> ShakeHandsAsync(UpstreamProcess process, Envelope initialize, CancellationToken cancellationToken)
    {
        var handshake = _handshake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WriteAsync(LineForm.Of(Splice.Replace(initialize.Bytes, (initialize.Id, _handshakeId))), cancellationToken);
            await handshake.Task.WaitAsync(either.Token);
            if (_initialized is { } initialized)
            {
                await process.WriteAsync(LineForm.Of(initialized), cancellationToken);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _handshake = null;
        }
    }

    private async Task PumpAsync(UpstreamProcess process)
    {
        try
        {
            await process.ReadAsync(line => TakeAsync(process, line), _options.MaxAnswerBytes, (length, told) => TooLongAsync(process, length, told), _ending.Token);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            LogBroken(_options.ServerId, failure.Message);
        }

        if (_ending.IsCancellationRequested)
        {
            return;
        }

        if (!process.HasSpoken)
        {
            _backoff.Failed();
        }

        process.IsEnded = true;
        var how = await process.EndAsync();
        Interlocked.CompareExchange(ref _process, null, process);
        _handshake?.TrySetException(new IOException("the process ended"));
        LogEnded(_options.ServerId, how);
        _deadlines.Clear();
        await _events.LostAsync($"The server `{_options.ServerId}` ended while it was working on this request ({how}): the next call starts it again", _ending.Token);
        await process.DisposeAsync();
    }

    /// <summary>Nobody is left waiting for an answer that was left out.</summary>
    private async ValueTask TooLongAsync(UpstreamProcess process, long length, UpstreamMessage? told)
    {
        LogTooLong(_options.ServerId, length, _options.MaxAnswerBytes);
        if (told is { IsResponse: true, Id.IsPresent: true })
        {
            var why = $"The server `{_options.ServerId}` broke off while it was working on this request: the answer is longer than {_options.MaxAnswerBytes} bytes";
            await TakeAsync(process, JsonAnswers.Error(told.Id.Of(told.Bytes), RpcErrors.UpstreamFailed, why));
        }
    }

    private async ValueTask TakeAsync(UpstreamProcess process, ReadOnlyMemory<byte> line)
    {
        var message = UpstreamMessage.ReadOrNull(line);
        if (message is null)
        {
            // Many servers print to standard output what belongs on standard error.
            LogStray(_options.ServerId, line.Length);
            return;
        }

        if (!process.HasSpoken)
        {
            process.HasSpoken = true;
            _backoff.Passed();
        }

        if (message.Id.IsPresent && message.Id.Of(line).Span.SequenceEqual(_handshakeId))
        {
            _handshake?.TrySetResult();
            return;
        }

        _deadlines.Heard(message);
        await _events.MessageAsync(message, _ending.Token);
    }

    /// <summary>Tells who waits that no answer came in time, and the server that nobody waits any more.</summary>
    private async Task LateAsync(string key, ReadOnlyMemory<byte> id, TimeSpan waited)
    {
        LogLate(_options.ServerId, waited.TotalSeconds);
        try
        {
            await _events.FailedAsync(key, $"The server `{_options.ServerId}` did not answer in {waited.TotalSeconds:0} seconds, nor tell of progress: try again later", sent: true, _ending.Token);
            // The one request that the protocol does not let be cancelled is the handshake.
            if (key != _initialize?.IdKey && Volatile.Read(ref _process) is { } process)
            {
                await process.WriteAsync((byte[])[.. "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"u8, .. id.Span, .. ",\"reason\":\"No answer came in time\"}}"u8], _ending.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The process, or the link, is at its end: whoever waits hears that.
            _ = gone;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the server '{Server}' as process {Process}")]
    private partial void LogStarted(string server, int process);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' ended: {How}")]
    private partial void LogEnded(string server, string how);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' did not answer a request in {Seconds} seconds; its caller was told")]
    private partial void LogLate(string server, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the server '{Server}' broke: {Reason}")]
    private partial void LogBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent a message of {Length} bytes, of which {Most} are allowed; it is left out")]
    private partial void LogTooLong(string server, long length, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' printed a line of {Length} bytes that is no message; it is left out")]
    private partial void LogStray(string server, int length);
}

using System.ComponentModel;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// A link to an upstream on standard input and output. The process is started by the first message, and by the next one after it died;
/// a session that had shaken hands shakes hands again with the new process, unseen by the downstream.
/// </summary>
internal sealed partial class ProcessLink(GatewayOptions options, ILinkEvents events, StartBackoff backoff, TimeProvider clock, ILogger<ProcessLink> logger) : IUpstreamLink
{
    // No client can have sent this id: it is the gateway's own for the handshake that it repeats.
    private readonly byte[] _handshakeId = System.Text.Encoding.ASCII.GetBytes($"\"catalog-{Guid.CreateVersion7():N}\"");
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private UpstreamProcess? _process;
    private Task _reading = Task.CompletedTask;
    private Envelope? _initialize;
    private ReadOnlyMemory<byte>? _initialized;
    private TaskCompletionSource? _handshake;

    public async Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken)
    {
        var message = admission.Message;
        var (process, failure) = await GetAsync(message.Method == Methods.Initialize, cancellationToken);
        if (process is null)
        {
            return failure;
        }

        Remember(message);
        try
        {
            await process.WriteAsync(LineForm.Of(message.Bytes), cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // Some of it may have been read: the end of the output, which the reader sees, ends the request.
            LogBroken(options.ServerId, broken.Message);
        }

        return null;
    }

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

            if (backoff.WaitOrNull() is { } wait)
            {
                return (null, $"The server `{options.ServerId}` ended right after its start again and again: it is not started before {Math.Ceiling(wait.TotalSeconds):0} seconds have passed; see what it says on standard error");
            }

            UpstreamProcess process;
            try
            {
                process = UpstreamProcess.Start(options, clock);
            }
            catch (Exception failure) when (failure is Win32Exception or IOException)
            {
                backoff.Failed();
                return (null, $"The server `{options.ServerId}` cannot be started: {failure.Message.TrimEnd('.')}");
            }

            LogStarted(options.ServerId, process.Id);
            _reading = PumpAsync(process);
            if (!isHandshake && _initialize is { } initialize && !await ShakeHandsAsync(process, initialize, cancellationToken))
            {
                await process.DisposeAsync();
                return (null, $"The server `{options.ServerId}` was started again and did not take up the session: open a new one");
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
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), clock);
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
            await process.ReadAsync(line => TakeAsync(process, line), options.MaxAnswerBytes, (length, told) => TooLongAsync(process, length, told), _ending.Token);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            LogBroken(options.ServerId, failure.Message);
        }

        if (_ending.IsCancellationRequested)
        {
            return;
        }

        if (!process.HasSpoken)
        {
            backoff.Failed();
        }

        process.IsEnded = true;
        var how = await process.EndAsync();
        Interlocked.CompareExchange(ref _process, null, process);
        _handshake?.TrySetException(new IOException("the process ended"));
        LogEnded(options.ServerId, how);
        await events.LostAsync($"The server `{options.ServerId}` ended while it was working on this request ({how}): the next call starts it again", _ending.Token);
        await process.DisposeAsync();
    }

    /// <summary>Nobody is left waiting for an answer that was left out.</summary>
    private async ValueTask TooLongAsync(UpstreamProcess process, long length, UpstreamMessage? told)
    {
        LogTooLong(options.ServerId, length, options.MaxAnswerBytes);
        if (told is { IsResponse: true, Id.IsPresent: true })
        {
            var why = $"The server `{options.ServerId}` broke off while it was working on this request: the answer is longer than {options.MaxAnswerBytes} bytes";
            await TakeAsync(process, JsonAnswers.Error(told.Id.Of(told.Bytes), RpcErrors.UpstreamFailed, why));
        }
    }

    private async ValueTask TakeAsync(UpstreamProcess process, ReadOnlyMemory<byte> line)
    {
        var message = UpstreamMessage.ReadOrNull(line);
        if (message is null)
        {
            // Many servers print to standard output what belongs on standard error.
            LogStray(options.ServerId, line.Length);
            return;
        }

        if (!process.HasSpoken)
        {
            process.HasSpoken = true;
            backoff.Passed();
        }

        if (message.Id.IsPresent && message.Id.Of(line).Span.SequenceEqual(_handshakeId))
        {
            _handshake?.TrySetResult();
            return;
        }

        await events.MessageAsync(message, _ending.Token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the server '{Server}' as process {Process}")]
    private partial void LogStarted(string server, int process);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' ended: {How}")]
    private partial void LogEnded(string server, string how);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the server '{Server}' broke: {Reason}")]
    private partial void LogBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent a message of {Length} bytes, of which {Most} are allowed; it is left out")]
    private partial void LogTooLong(string server, long length, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' printed a line of {Length} bytes that is no message; it is left out")]
    private partial void LogStray(string server, int length);
}

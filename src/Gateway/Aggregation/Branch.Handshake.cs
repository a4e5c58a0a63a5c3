using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Aggregation;

/// <content>The handshake: in the era that the server understands, whatever the client's is.</content>
internal sealed partial class Branch
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(60);
    // As long as official clients wait before they take a server for one of the legacy era.
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    private Task<string?>? _connecting;
    private volatile bool _isUp;
    private volatile Offer? _offer;

    /// <summary>The server's era, as far as it is known.</summary>
    public ProtocolEra Era { get; private set; }

    public bool IsUp => _isUp;

    /// <summary>What the server said of itself now, else in an earlier session, else what may be taken for granted.</summary>
    public Offer Offer => _offer ?? _memory.Offer ?? Offer.Unknown;

    /// <summary>Waits until the server shook hands. Others may be waiting for the same.</summary>
    /// <returns>Null once it did; else why not.</returns>
    public async Task<string?> ReadyAsync(Caller caller, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_isUp)
        {
            return null;
        }

        Task<string?> connecting;
        lock (_gate)
        {
            connecting = _connecting is { IsCompleted: false } under ? under : _connecting = ConnectAsync(caller);
        }

        try
        {
            return await connecting.WaitAsync(patience, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return $"The server `{Name}` has not shaken hands in {patience.TotalSeconds:0} seconds: try again later";
        }
    }

    private async Task<string?> ConnectAsync(Caller caller)
    {
        if (_isUp)
        {
            return null;
        }

        // Nobody's wait ends it: who comes next profits.
        await Task.Yield();
        using var limit = new CancellationTokenSource(HandshakeLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        string? failure;
        try
        {
            ProtocolEra? declared = Lane.Options.Era switch { UpstreamEra.Legacy => ProtocolEra.Legacy, UpstreamEra.Modern => ProtocolEra.Modern, _ => null };
            var first = declared ?? _memory.Era ?? _profile.Era;
            (failure, var mayBeOther) = await ShakeHandsAsync(first, caller, either.Token);
            if (failure is not null && mayBeOther && declared is null)
            {
                (failure, _) = await ShakeHandsAsync(first == ProtocolEra.Modern ? ProtocolEra.Legacy : ProtocolEra.Modern, caller, either.Token);
            }
        }
        catch (Exception broken) when (broken is InvalidOperationException or IOException)
        {
            // A link whose process died while it was being started or ended.
            failure = $"The server `{Name}` broke off in the handshake: {broken.Message.TrimEnd('.')}";
        }
        catch (OperationCanceledException)
        {
            failure = $"The server `{Name}` did not shake hands in {HandshakeLimit.TotalSeconds:0} seconds: try again later";
        }

        if (failure is not null)
        {
            await RelinkAsync();
            return failure;
        }

        _memory.Era = Era;
        _memory.Offer = _offer;
        _isUp = true;
        Watch();
        return null;
    }

    private async Task<(string? Failure, bool MayBeOther)> ShakeHandsAsync(ProtocolEra era, Caller caller, CancellationToken cancellationToken)
    {
        Era = era;
        var request = era == ProtocolEra.Modern
            ? Say.Request("server/discover", MessageEdit.ModernParams(_profile.ClientInfo, ""))
            : Say.Request(Methods.Initialize, _profile.Handshake.Span);
        Reply reply;
        using var probe = new CancellationTokenSource(era == ProtocolEra.Modern ? ProbeLimit : HandshakeLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(probe.Token, cancellationToken);
        try
        {
            reply = await AskAsync(request, caller, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"The server `{Name}` did not answer the handshake", true);
        }

        if (reply.Answer is not { HasResult: true } answer || Offer.ReadOrNull(answer.Bytes) is not { } offer || (era == ProtocolEra.Legacy && Methods.IsModern(answer.ProtocolVersion)))
        {
            return (reply.Failure ?? $"The server `{Name}` refused the handshake", reply.WasSent);
        }

        _offer = offer;
        if (era == ProtocolEra.Legacy)
        {
            var ready = await DecideAsync(Say.Notification(Methods.Initialized, "{}"u8), caller, era, null, cancellationToken);
            if (ready.Admission is not { } admission || await SendAsync(admission, cancellationToken) is not null)
            {
                return ($"The server `{Name}` did not take the end of the handshake", false);
            }

            if (!Verbosity.IsEmpty && offer.Has("logging"))
            {
                await AskAsync(Say.Request("logging/setLevel", [.. "{\"level\":"u8, .. Verbosity.Span, (byte)'}']), caller, cancellationToken);
            }
        }

        return (null, false);
    }

    // What is left of a handshake that failed must not meet the next one.
    private async Task RelinkAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        var old = _link;
        _link = _links.Open(this);
        await EndAsync(old);
    }

    private async Task EndAsync(IUpstreamLink link)
    {
        try
        {
            await link.DisposeAsync();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException)
        {
            // Its process died at the same moment: it is gone, which was wanted.
            LogEndBroken(Name, failure.Message);
        }
    }
}

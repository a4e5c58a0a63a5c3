using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>What the server is to tell by itself: a subscription in the modern era, one for each resource in the legacy era.</content>
internal sealed partial class Branch
{
    private static readonly (string Capability, string Flag)[] Changing = [("tools", "toolsListChanged"), ("prompts", "promptsListChanged"), ("resources", "resourcesListChanged")];

    private readonly Dictionary<string, int> _wanted = new(StringComparer.Ordinal);
    private CancellationTokenSource? _watch;

    /// <summary>Asks to hear of changes of a resource; as often as it was asked for it must be given up.</summary>
    public async Task WantAsync(string uri, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _wanted[uri] = _wanted.GetValueOrDefault(uri) + 1;
            if (_wanted[uri] > 1)
            {
                return;
            }
        }

        await AskOfResourceAsync("resources/subscribe", uri, cancellationToken);
    }

    public async Task UnwantAsync(string uri, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_wanted.TryGetValue(uri, out var count))
            {
                return;
            }

            if (count > 1)
            {
                _wanted[uri] = count - 1;
                return;
            }

            _wanted.Remove(uri);
        }

        await AskOfResourceAsync("resources/unsubscribe", uri, cancellationToken);
    }

    private async Task AskOfResourceAsync(string method, string uri, CancellationToken cancellationToken)
    {
        if (Era == ProtocolEra.Modern)
        {
            Watch();
        }
        else if (Caller is { } caller && Offer.Has("resources", "subscribe"))
        {
            await AskAsync(Say.Request(method, System.Text.Encoding.UTF8.GetBytes($"{{\"uri\":{Say.Quoted(uri)}}}")), caller, cancellationToken);
        }
    }

    /// <summary>Opens the subscription of the modern era, in the place of one that is open.</summary>
    private void Watch()
    {
        if (Era != ProtocolEra.Modern)
        {
            return;
        }

        var flags = Changing.Where(k => Offer.Has(k.Capability, "listChanged")).Select(static k => $"\"{k.Flag}\":true").ToList();
        CancellationTokenSource watch;
        lock (_gate)
        {
            _watch?.Cancel();
            if (_wanted.Count > 0)
            {
                flags.Add($"\"resourceSubscriptions\":[{string.Join(',', _wanted.Keys.Select(Say.Quoted))}]");
            }

            if (flags.Count == 0 || _ending.IsCancellationRequested)
            {
                _watch = null;
                return;
            }

            watch = _watch = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, Lane.Closing);
        }

        _ = WatchAsync($"\"notifications\":{{{string.Join(',', flags)}}}", watch);
    }

    private async Task WatchAsync(string wish, CancellationTokenSource watch)
    {
        var pause = FirstPause;
        try
        {
            while (Caller is { } caller)
            {
                // Answered only when it ends; what it tells meanwhile comes as notices.
                var begun = _clock.GetTimestamp();
                await AskAsync(Say.Request(Methods.Listen, MessageEdit.ModernParams(_profile.ClientInfo, wish)), caller, watch.Token);
                pause = _clock.GetElapsedTime(begun) > LongestPause ? FirstPause : pause * 2 > LongestPause ? LongestPause : pause * 2;
                await Task.Delay(pause, _clock, watch.Token);
                while (_isGone && !await _memory.Comeback.AskAsync(caller.Grant.Id, IsThereAsync, watch.Token))
                {
                    // To ask each time would be an entry of the log, for each session.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Another one takes its place, or the session ends.
        }
        finally
        {
            lock (_gate)
            {
                _watch = _watch == watch ? null : _watch;
            }

            watch.Dispose();
        }
    }
}

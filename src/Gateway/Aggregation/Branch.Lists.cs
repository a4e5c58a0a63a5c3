using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>The server's lists, fetched whole.</content>
internal sealed partial class Branch
{
    private const int MostPages = 200;
    private const int MostEntries = 20_000;
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(60);

    private readonly Dictionary<ListShape, Task<string?>> _fetching = [];
    private readonly HashSet<ListShape> _missing = [];

    /// <summary>Fetches a list into the memory of the lane. Others may be waiting for the same.</summary>
    /// <returns>Null once it is there; else why not.</returns>
    public Task<string?> FetchAsync(ListShape shape, Caller caller)
    {
        lock (_gate)
        {
            if (_isComingBack)
            {
                _missing.Add(shape);
                return Task.FromResult<string?>($"The server `{Name}` failed a moment ago and is asked again in the background");
            }

            if (_fetching.TryGetValue(shape, out var under) && !under.IsCompleted)
            {
                return under;
            }

            return _fetching[shape] = FetchOrComeBackAsync(shape, caller);
        }
    }

    private async Task<string?> FetchOrComeBackAsync(ListShape shape, Caller caller)
    {
        await Task.Yield();
        var failure = await TryFetchAsync(shape, caller);
        if (failure is not null)
        {
            if (!_isGone || _memory.Comeback.IsNews(isGone: true))
            {
                LogDown(Name, failure);
            }

            lock (_gate)
            {
                _missing.Add(shape);
                if (!_isComingBack && !_ending.IsCancellationRequested)
                {
                    _isComingBack = true;
                    _ = ComeBackAsync(caller);
                }
            }
        }

        return failure;
    }

    private async Task<string?> TryFetchAsync(ListShape shape, Caller caller)
    {
        using var limit = new CancellationTokenSource(FetchLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        try
        {
            if (await ReadyAsync(caller, FetchLimit, either.Token) is { } failure)
            {
                return failure;
            }

            return await FetchPagesAsync(shape, caller, either.Token);
        }
        catch (OperationCanceledException)
        {
            return $"The server `{Name}` did not give its list in {FetchLimit.TotalSeconds:0} seconds";
        }
    }

    private async Task<string?> FetchPagesAsync(ListShape shape, Caller caller, CancellationToken cancellationToken)
    {
        var entries = new List<ListEntry>();
        long? ttl = null;
        if (Offer.Has(shape.Capability))
        {
            var rest = "";
            for (var page = 0; page < MostPages && entries.Count < MostEntries; page++)
            {
                var parameters = Era == ProtocolEra.Modern ? MessageEdit.ModernParams(_profile.ClientInfo, rest) : System.Text.Encoding.UTF8.GetBytes($"{{{rest}}}");
                var reply = await AskAsync(Say.Request(shape.Method, parameters), caller, cancellationToken);
                if (reply.Answer is not { } answer)
                {
                    return reply.Failure ?? $"The server `{Name}` answered with what is no list";
                }

                if (answer.ErrorCode is { } code)
                {
                    if (code == RpcErrors.MethodNotFound)
                    {
                        // Many servers have resources and no templates.
                        break;
                    }

                    return $"The server `{Name}` answered the question for its list with error {code}";
                }

                if (ListPage.ReadOrNull(answer.Bytes, shape) is not { } read)
                {
                    return $"The server `{Name}` gave a list that cannot be read";
                }

                entries.AddRange(read.Entries);
                ttl = read.TtlMs < (ttl ?? long.MaxValue) ? read.TtlMs : ttl;
                if (read.NextCursor.IsEmpty)
                {
                    break;
                }

                rest = $"\"cursor\":{System.Text.Encoding.UTF8.GetString(read.NextCursor.Span)}";
            }
        }

        _memory.Learn(caller.Grant.Id, shape, new KnownList(entries, _clock.GetUtcNow(), ttl));
        return null;
    }
}

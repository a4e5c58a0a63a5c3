using System.Globalization;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;

namespace Catalog.Gateway.Upstreams;

/// <content>Answers that are streams. One that a server of the legacy era ends before the answer, or that breaks, is taken up again where it stopped.</content>
internal sealed partial class HttpLink
{
    private const int MostTries = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Hears a stream until it ends, and goes on with it where the server can say what came after.</summary>
    /// <returns>Whether the request was answered.</returns>
    /// <exception cref="IOException">The stream broke and cannot be taken up again.</exception>
    private async Task<bool> FollowAsync(Envelope request, UpstreamResponse first, CancellationToken cancellationToken)
    {
        var place = new StreamPlace();
        var answered = await HearAsync(request, first, place, cancellationToken);
        for (var tries = 0; !answered && place.Last is { } last && request.Era == ProtocolEra.Legacy && tries < MostTries; tries++)
        {
            await Task.Delay(place.Pause, clock, cancellationToken);
            using var get = upstream.Request(HttpMethod.Get, null);
            get.Add("Accept", "text/event-stream");
            AddSession(get);
            get.Add("Last-Event-ID", last);
            using var response = (await upstream.SendAsync(get, cancellationToken)).Response;
            if (response is not null && (!response.IsSuccess || !response.IsStream))
            {
                // It keeps no events, or has forgotten the session.
                return false;
            }

            answered = response is not null && await HearAsync(request, response, place, cancellationToken);
            if (place.Last != last)
            {
                tries = -1;
            }
        }

        return answered;
    }

    private async Task<bool> HearAsync(Envelope request, UpstreamResponse response, StreamPlace place, CancellationToken cancellationToken)
    {
        var answered = false;
        try
        {
            var reader = upstream.Events(response);
            while (await reader.ReadAsync(cancellationToken) is { } block)
            {
                place.Pass(block);
                if (block.Data is { Length: > 0 } data && UpstreamMessage.ReadOrNull(data) is { } told)
                {
                    answered |= await GiveAsync(request, told, cancellationToken);
                }
            }
        }
        catch (IOException failure) when (answered || (failure is not LongEventException && place.Last is not null && request.Era == ProtocolEra.Legacy))
        {
            // What is left of an answered stream is not missed; else the next one begins behind the last event that came.
            LogStreamBroken(options.ServerId, failure.Message);
        }

        return answered;
    }

    /// <summary>Where a stream can be taken up again, and after how long.</summary>
    private sealed class StreamPlace
    {
        public string? Last { get; private set; }

        public TimeSpan Pause { get; private set; } = BeforeListeningAgain;

        public void Pass(SseEvent block)
        {
            Last = SseReader.IdOf(block.Raw) is { Length: > 0 } id ? id : Last;
            if (SseReader.FieldOf(block.Raw, "retry:"u8) is { } retry && int.TryParse(retry, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            {
                Pause = TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestPause.TotalMilliseconds));
            }
        }
    }
}

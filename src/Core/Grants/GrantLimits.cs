using System.Globalization;

namespace Catalog.Core.Grants;

/// <summary>What one grant may have, over all servers of a gateway, where it is not what every grant may.</summary>
public sealed record GrantLimits
{
    /// <summary>The largest number that a limit may be.</summary>
    public const int Most = 1_000_000;

    /// <summary>The longest time that <see cref="Timeout"/> may be; the shortest is a second.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>Messages of any kind that it may send in any minute, 1 to 1,000,000; null for as many as every grant.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Requests of it that may be under way, 1 to 1,000,000; null for as many as of every grant.</summary>
    public int? ConcurrentCalls { get; init; }

    /// <summary>Sessions that it may open in an hour, 1 to 1,000,000; null for as many as every grant.</summary>
    public int? SessionsPerHour { get; init; }

    /// <summary>How long a server may take to begin its answer to a call of it, 1 second to 1 day; a shorter time of the server's own holds. Null for the server's alone.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The limits that there are, in words for people, as in <c>60 requests a minute, 30 s a call</c>; empty where there are none.</summary>
    public string Describe()
    {
        string?[] all =
        [
            RequestsPerMinute is { } requests ? Say(requests, "requests a minute") : null,
            ConcurrentCalls is { } calls ? Say(calls, "at a time") : null,
            SessionsPerHour is { } sessions ? Say(sessions, "sessions an hour") : null,
            Timeout is { } timeout ? Say(timeout.TotalSeconds, "s a call") : null,
        ];
        return string.Join(", ", all.OfType<string>());
    }

    private static string Say(double number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}");
}

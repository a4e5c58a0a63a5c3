namespace Catalog.Crawler.Web;

/// <summary>Tells who listens how long the crawler waits for a host, and why. Safe to use from many threads.</summary>
public sealed class WebWaits
{
    /// <summary>Below this nobody needs to know.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    private Action<string>? _listeners;

    /// <summary>Adds a listener, which is called with a sentence such as <c>waiting 41 s: GitHub's search limit</c>; once for each wait, however many requests wait.</summary>
    public void Listen(Action<string> listener)
    {
        lock (_gate)
        {
            _listeners += listener;
        }
    }

    /// <summary>Tells of a wait.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="until">Until when; the same moment for the same reason is told once.</param>
    /// <param name="reason">Why, without a period.</param>
    internal void Tell(TimeSpan wait, DateTimeOffset until, string reason)
    {
        if (wait < Shortest)
        {
            return;
        }

        lock (_gate)
        {
            if (_told.GetValueOrDefault(reason) is var before && until - before < Shortest)
            {
                return;
            }

            _told[reason] = until;
        }

        _listeners?.Invoke($"waiting {Math.Ceiling(wait.TotalSeconds):0} s: {reason}");
    }
}

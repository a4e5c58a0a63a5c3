namespace Catalog.Gateway.Upstreams.Http;

/// <summary>How slowly an answer may come that has begun. Only the time counts in which its next byte is waited for.</summary>
/// <param name="Pause">The longest wait for one byte.</param>
/// <param name="Total">The longest that all waits together may take.</param>
/// <param name="Clock">Tells the time.</param>
internal sealed record AnswerPace(TimeSpan Pause, TimeSpan Total, TimeProvider Clock)
{
    /// <summary>The timestamp at which a wait that begins now is over.</summary>
    /// <param name="now">The timestamp of now.</param>
    /// <param name="waited">How long the answer was waited for before.</param>
    public long DeadlineOf(long now, TimeSpan waited)
    {
        var left = Total - waited;
        return now + (long)((left < Pause ? left : Pause).TotalSeconds * Clock.TimestampFrequency);
    }
}

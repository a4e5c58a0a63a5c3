namespace Catalog.Core.Counters;

/// <summary>Where windows begin and end.</summary>
public static class CounterWindows
{
    /// <summary>The start of the window that holds a moment, in UTC.</summary>
    public static DateTimeOffset StartOf(CounterWindow window, DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var start = window switch
        {
            CounterWindow.Second => new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, DateTimeKind.Utc),
            CounterWindow.Minute => new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, DateTimeKind.Utc),
            CounterWindow.Hour => new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc),
            CounterWindow.Day => utc.Date,
            CounterWindow.Week => utc.Date.AddDays(-(((int)utc.DayOfWeek + 6) % 7)),
            CounterWindow.Month => new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            _ => throw new ArgumentOutOfRangeException(nameof(window)),
        };
        return new DateTimeOffset(start, TimeSpan.Zero);
    }

    /// <summary>The start of the next window, in UTC.</summary>
    public static DateTimeOffset EndOf(CounterWindow window, DateTimeOffset moment)
    {
        var start = StartOf(window, moment);
        return window switch
        {
            CounterWindow.Second => start.AddSeconds(1),
            CounterWindow.Minute => start.AddMinutes(1),
            CounterWindow.Hour => start.AddHours(1),
            CounterWindow.Day => start.AddDays(1),
            CounterWindow.Week => start.AddDays(7),
            _ => start.AddMonths(1),
        };
    }
}

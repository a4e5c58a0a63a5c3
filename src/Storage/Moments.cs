namespace Catalog.Storage;

/// <summary>Moments as the database keeps them: units of 100 ns since 1970-01-01 UTC, so that every moment comes back as it was.</summary>
internal static class Moments
{
    /// <summary>As stored.</summary>
    public static long ToStored(this DateTimeOffset moment) => moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>As stored; null stays null.</summary>
    public static long? ToStored(this DateTimeOffset? moment) => moment?.ToStored();

    /// <summary>As it was; in UTC.</summary>
    public static DateTimeOffset FromStored(long stored) => new(stored + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
}

using Catalog.Core.Decisions;

namespace Catalog.Gateway.Configuration;

/// <summary>How the decision log is kept: <c>log</c>.</summary>
internal static class LogSection
{
    public static readonly string[] Keys = ["file", "sync", "fail", "segment", "keep"];

    private static readonly DecisionLogOptions Defaults = new();

    public static DecisionLogOptions Read(MapReader root, ConfigurationReading reading) =>
        root.FindOrNull("log") is not { } node || MapReader.OfOrNull(node, reading, "log", Keys) is not { } log
            ? Defaults
            : new DecisionLogOptions
            {
                File = log.TextOrNull("file") is { } file ? reading.PathOf(file) : null,
                Sync = log.Flag("sync", Defaults.Sync),
                FailOpen = log.Choice("fail", "closed", "closed", "open") == "open",
                SegmentBytes = log.Bytes("segment", Defaults.SegmentBytes, 1024, 1L << 40),
                Keep = log.Has("keep") ? log.Time("keep", TimeSpan.FromDays(30), TimeSpan.FromDays(36_500)) : null,
            };
}

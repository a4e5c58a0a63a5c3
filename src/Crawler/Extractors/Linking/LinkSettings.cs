using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>The first frame that a link worker reads: how it starts its parse workers.</summary>
internal sealed record LinkSettings
{
    /// <summary>See <see cref="ParseWorkerOptions.Command"/>.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public required int Workers { get; init; }

    public required long DataLimit { get; init; }

    public required TimeSpan FileTimeout { get; init; }

    public required int FilesPerWorker { get; init; }

    public static LinkSettings Of(ParseWorkerOptions options) => new()
    {
        Command = options.Command,
        Workers = options.Workers,
        DataLimit = options.DataLimit,
        FileTimeout = options.FileTimeout,
        FilesPerWorker = options.FilesPerWorker,
    };

    public ParseWorkerOptions ToOptions() => new()
    {
        Command = Command,
        Workers = Workers,
        DataLimit = DataLimit,
        FileTimeout = FileTimeout,
        FilesPerWorker = FilesPerWorker,
    };
}

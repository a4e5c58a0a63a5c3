namespace Catalog.Crawler.Processes.Workers;

/// <summary>What became of one request.</summary>
/// <typeparam name="T">What a worker answers.</typeparam>
internal sealed record WorkerReply<T>
    where T : class
{
    /// <summary>The answer; null where <see cref="Problem"/> says why there is none.</summary>
    public T? Answer { get; init; }

    /// <summary>How the worker failed, a clause to be put after what was asked about; null where it answered.</summary>
    public string? Problem { get; init; }

    /// <summary>True where the worker ended by itself before it answered.</summary>
    public bool HasDied { get; init; }
}

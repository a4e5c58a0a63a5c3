namespace Catalog.Crawler.Processes.Workers;

/// <summary>How the workers of one pool are started and bounded.</summary>
internal sealed record WorkerLimits
{
    /// <summary>What a worker is called in reports: <c>parser</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments, limiter included.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>How many run at most.</summary>
    public required int Workers { get; init; }

    /// <summary>The most memory for data of one worker, bytes.</summary>
    public required long DataLimit { get; init; }

    /// <summary>How much of <see cref="DataLimit"/> the garbage-collected heap may take, bytes; stacks, code and native memory need the rest.</summary>
    public required long HeapLimit { get; init; }

    /// <summary>The longest time for one request.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>After how many requests a worker is replaced.</summary>
    public required int RequestsPerWorker { get; init; }

    /// <summary>
    /// True where a thread waits for each reply: that takes a fraction of the processor time of a wait without a thread, and is for processes that have nothing else to do. False where many things go on at once.
    /// </summary>
    public bool HasThreads { get; init; }

    /// <summary>The body of a frame that each worker is sent first; null for none.</summary>
    public byte[]? Greeting { get; init; }
}

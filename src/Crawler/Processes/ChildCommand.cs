namespace Catalog.Crawler.Processes;

/// <summary>A client to run. There is never a shell between: arguments are handed over as they stand.</summary>
internal sealed record ChildCommand
{
    /// <summary>The program: a name on the search path, or an absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder it runs in.</summary>
    public required string Folder { get; init; }

    /// <summary>Variables set for it beside those of this process; a null value takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>What it reads from its standard input; null for nothing.</summary>
    public string? Input { get; init; }

    /// <summary>The wall clock after which it and all that it started are killed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The most bytes of output; more of it kills the process.</summary>
    public long OutputLimit { get; init; } = 64L << 20;
}

namespace Catalog.Crawler.Introspection;

/// <summary>A server of a stranger, ready to be run.</summary>
internal sealed record ServerCommand
{
    /// <summary>What it is called in messages: the package, or the command as the user wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>The program, a name on the search path or an absolute path, and its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Absolute folders that it may read, under their own paths; everything else of this machine but the system's programs is not there for it.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];
}

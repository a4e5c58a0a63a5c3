namespace Catalog.Cli.Importing;

/// <summary>One line of a file of definitions, read.</summary>
internal sealed record ImportRow
{
    /// <summary>Its number, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What it says of its tool; null where <see cref="Problem"/> says why there is none.</summary>
    public KnownRow? Known { get; init; }

    /// <summary>The server that it names; null with <see cref="Known"/>.</summary>
    public RowServer? Server { get; init; }

    /// <summary>What tells the tool from all others of the file: 128 bits of a hash, so that no file fills the memory with names. 0 where it was not asked for.</summary>
    public UInt128 Mark { get; init; }

    /// <summary>The line itself, good until the next row is asked for.</summary>
    public ReadOnlyMemory<byte> Line { get; init; }

    /// <summary>What is wrong with it; null for nothing.</summary>
    public string? Problem { get; init; }
}

namespace Catalog.Storage.Redis.Blocks;

/// <summary>When and how much of a total is taken ahead.</summary>
internal sealed record BlockSizing
{
    /// <summary>Draws a second from which on a total is worth a block.</summary>
    public double HotPerSecond { get; init; } = 100;

    /// <summary>How long draws are counted before the rate is known.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a block should last at the rate at which the total is drawn on.</summary>
    public TimeSpan Lasting { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a block is drawn on at most; what is left is given back then.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a block may lie unused before it is given back.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Of what the smallest limit leaves, the part that one block may take: one in so many.</summary>
    public int Share { get; init; } = 8;

    /// <summary>Draws of the usual amount that a block has to hold to be worth it; towards a limit there is none.</summary>
    public int LeastDraws { get; init; } = 16;

    /// <summary>Draws of the usual amount that a block holds at most.</summary>
    public int MostDraws { get; init; } = 65_536;
}

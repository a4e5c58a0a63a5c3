namespace Catalog.Cli.Hosting;

/// <summary>What the exit code of every command says.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: findings, invalid, denied.</summary>
    public const int No = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something that it needs is missing or failed.</summary>
    public const int Failed = 3;
}
